import type { Words } from '../kit/language.ts'

export const words = {
  zh: {
    'refusal.not_found': '没有这个基金。',
    'refusal.host_unknown': '没有找到设立机构，请先登记该机构。',
    'refusal.host_no_charity':
      '“社区基金”须依托社区基金会或其他慈善组织设立，该机构不是慈善组织（鄂民发〔2024〕92号二（一）3）。',
    'refusal.host_not_active': '该机构目前不是正常状态，不能设立基金。',
    'refusal.place_unknown': '没有区划代码 {code}，或该区划已撤销。',
    'refusal.place_not_below_city':
      '“社区基金”设在苏木乡镇（街道）或嘎查村（社区），请选择具体地点（鄂民发〔2024〕92号二（一）3）。',
    'refusal.opens_in_future': '设立日期 {day} 晚于今天。',
    'refusal.closed': '基金已终止，不能再修改。',
    'refusal.step_not_from_here': '基金目前状态为“{state}”，不能进行此操作。',
    'refusal.exists_with_same_name': '该机构在此地已有同名基金。',
    'state.preparing': '筹备中',
    'state.open': '运行中',
    'state.frozen': '已冻结',
    'state.closed': '已终止',
    'field.hardship': '困难帮扶',
    'field.care': '关心关爱',
    'field.illness': '大病救助',
    'field.volunteering': '志愿服务',
    'field.development': '支持发展',
  },
  en: {
    'refusal.not_found': 'There is no such fund.',
    'refusal.host_unknown': 'The host organisation was not found; register it first.',
    'refusal.host_no_charity':
      'A community fund is set up under a community foundation or another charity; this body is none (鄂民发〔2024〕92号 二(一)3).',
    'refusal.host_not_active': 'This organisation is not in good standing and cannot host a fund.',
    'refusal.place_unknown': 'There is no division {code}, or it no longer exists.',
    'refusal.place_not_below_city':
      'A community fund stands at a town, subdistrict, village or community; choose the place itself (鄂民发〔2024〕92号 二(一)3).',
    'refusal.opens_in_future': 'The opening day {day} is after today.',
    'refusal.closed': 'The fund is closed and can no longer be changed.',
    'refusal.step_not_from_here': 'The fund is “{state}”; this step is not possible from there.',
    'refusal.exists_with_same_name': 'This host already has a fund of that name in this place.',
    'state.preparing': 'in preparation',
    'state.open': 'open',
    'state.frozen': 'frozen',
    'state.closed': 'closed',
    'field.hardship': 'Hardship aid',
    'field.care': 'Care',
    'field.illness': 'Serious illness',
    'field.volunteering': 'Volunteering',
    'field.development': 'Development',
  },
} as const satisfies Words
