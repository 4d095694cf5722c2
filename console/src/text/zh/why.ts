/** Why a button cannot be used just now. */
export const why = {
  'why.meeting': '请先选择在哪次会议上提出',
  'why.slip': '请先填写选票号',
  'why.votes': '还没有录入任何票',
  'why.seats': '还没有为任何成员选择意见',
  'why.words': '请先写下答复',
  'why.archive': '凭证档案生成后才能下载，结账后自动生成',
  'why.nothing_new': '文件中没有新的流水，都已导入过',
  'why.payfile': '请先选择付款账户和至少一笔付款',
  'why.balance': '请先填写银行对账单上的期末余额',
  'why.differs': '调节后两边余额还不相等，差额为零才能确认',
  'why.only_session': '你只在这一处登录',
} as const
