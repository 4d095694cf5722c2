/** Sentences of where a gift went, and of the spending it paid for. */
export const trace = {
  heading: '善款去向',
  lead: '同一基金、同一用途内，先捐的先用；退回的款项重新算作原捐赠人的余款。',
  yours: (sum: string) => `这笔捐赠 ${sum}：`,
  spent: (sum: string) => `已使用 ${sum}`,
  back: (sum: string) => `已退回 ${sum}`,
  left: (sum: string) => `尚未使用 ${sum}`,
  and: '，',
  stop: '。',
  day: '日期',
  what: '用途',
  sum: '金额',
  hostCosts: '慈善组织自身费用',
}

export const spending = {
  kind: '社区基金支出',
  title: (what: string, day: string) => `${what}（${day}）`,
  description: '社区基金的一笔支出，以及由哪些捐赠支付。',
  shown: '捐赠人按本人意愿显示；受助人的信息不在此公开。',
  day: '记账日期',
  fund: '社区基金',
  paid: '付款用途',
  host: '设立机构',
  voucher: '账簿',
  gifts: '涉及捐赠笔数',
  back: '后来退回',
  uncovered: '尚无来源',
  payers: '由谁支付',
  lead: '先捐的排在前面，各笔相加等于这笔支出。',
  payer: '来源',
  came: '到账日期',
}
