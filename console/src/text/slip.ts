/** Words of the donor's slip, in both languages at once: whoever holds the paper chose no language. Chinese comes first. */
export const slipWords = {
  head: { zh: '捐赠凭条', en: 'Gift slip' },
  thanks: { zh: '感谢您的善意，这笔捐赠已经登记入账。', en: 'Thank you. This gift is recorded in the books.' },
  history: { zh: '感谢您的善意，这笔捐赠已经登记。', en: 'Thank you. This gift is on record.' },
  voided: { zh: '本笔捐赠已作废', en: 'This gift was voided' },
  fund: { zh: '捐给', en: 'To' },
  host: { zh: '管理机构', en: 'Host' },
  day: { zh: '捐赠日期', en: 'Given on' },
  channel: { zh: '方式', en: 'By' },
  purpose: { zh: '用途', en: 'For' },
  purpose_of_fund: { zh: '按基金宗旨使用', en: 'the purpose of the fund' },
  shown: { zh: '公示为', en: 'Shown as' },
  anonymous: { zh: '匿名', en: 'anonymous' },
  receipt: { zh: '捐赠票据', en: 'Receipt' },
  counted: { zh: '经手、复点', en: 'Taken and counted by' },
  scan: { zh: '扫码看这笔钱的去向', en: 'Scan to see where it goes' },
  proven: { zh: '扫码即可核验：二维码里有公开日志的证明', en: 'Scan to check: the code carries its proof' },
  pending: { zh: '证明待生成，以后扫码查看', en: 'Proof pending: scan later' },
  code: { zh: '捐赠编号', en: 'Code' },
  secret: { zh: '凭条密码', en: 'Slip code' },
  secret_help: {
    zh: '凭密码可在网页上改变姓名的公示方式，请自己保管，不要拍照外传。',
    en: 'With the slip code you can change on the web how your name is shown. Keep it to yourself.',
  },
  not_receipt: { zh: '本凭条不是捐赠票据，不能用于抵税。', en: 'This slip is no donation receipt.' },
  complain: { zh: '有疑问或要投诉：', en: 'Questions and complaints:' },
} as const
export type SlipWord = keyof typeof slipWords
