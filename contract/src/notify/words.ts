import type { Words } from '../kit/language.ts'

export const words = {
  zh: {
    'sheet.outbox': '消息发送',
    'state.waiting': '待发送',
    'state.sent': '已发送',
    'state.failed': '发送失败',
    'state.read': '已读',
    'column.created_at': '时间',
    'column.template': '消息种类',
    'column.state': '状态',
    'column.person': '收件人编号',
    'column.id': '编号',
  },
  en: {
    'sheet.outbox': 'Outbox',
    'state.waiting': 'waiting',
    'state.sent': 'sent',
    'state.failed': 'failed',
    'state.read': 'read',
    'column.created_at': 'Made at',
    'column.template': 'Kind of message',
    'column.state': 'State',
    'column.person': 'Id of the receiver',
    'column.id': 'Id',
  },
} satisfies Words
