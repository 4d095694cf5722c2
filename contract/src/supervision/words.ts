import type { Words } from '../kit/language.ts'

export const words = {
  zh: {
    'refusal.about_unknown': '没有找到您要投诉的对象，请核对后再试。',
    'refusal.complaint_not_found': '没有找到这个受理编号。',
    'refusal.complaint_closed': '这件投诉已经办结。',
    'state.open': '待答复',
    'state.answered': '已答复',
    'state.closed': '已办结',
    'kind.gift': '捐赠',
    'kind.fund': '基金',
    'kind.organisation': '机构',
    'act.complain': '收到投诉',
    'act.read_complaint': '查看投诉内容',
    'act.answer': '答复投诉',
  },
  en: {
    'refusal.about_unknown': 'What you complain about was not found; please check.',
    'refusal.complaint_not_found': 'There is no complaint under this code.',
    'refusal.complaint_closed': 'This complaint is closed.',
    'state.open': 'waiting for an answer',
    'state.answered': 'answered',
    'state.closed': 'closed',
    'kind.gift': 'Gift',
    'kind.fund': 'Fund',
    'kind.organisation': 'Organisation',
    'act.complain': 'a complaint came in',
    'act.read_complaint': 'read a complaint',
    'act.answer': 'answered a complaint',
  },
} as const satisfies Words
