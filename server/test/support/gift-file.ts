const HEADING = '订单号,区划代码,金额(元),捐赠日期,渠道,捐赠人,公示方式,用途,备注'
const NAMES = ['王伟', '娜仁', '乌云毕力格', '李小明', '其其格', '赵敏', '苏日娜', '巴特尔']
const CHANNELS = ['微信', '支付宝', '银行', '现金', '平台']

interface GiftFile {
  readonly rows: number
  readonly places: readonly string[]
  /** Begins every order number. */
  readonly prefix: string
}

/** Donors of a made-up file; each of its rows names one of them. */
const donorOf = (index: number): string => `${NAMES[index % NAMES.length]}${index % 977}号`

const yuanOf = (index: number): string => `${1 + (index % 500)}.${String(index % 100).padStart(2, '0')}`

const row = (index: number, { places, prefix }: GiftFile): string =>
  [
    `${prefix}${String(index).padStart(12, '0')}`,
    places[index % places.length],
    yuanOf(index),
    `2026-${String(1 + (index % 10)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    CHANNELS[index % CHANNELS.length],
    donorOf(index),
    '隐名',
    '',
    '',
  ].join(',')

/** A file as a platform would export it, in pieces, so that a large one need never be held whole. */
export function* giftFile(file: GiftFile): Generator<string> {
  yield `\uFEFF${HEADING}\r\n`
  for (let from = 0; from < file.rows; from += 1000) {
    const to = Math.min(file.rows, from + 1000)
    yield Array.from({ length: to - from }, (_each, offset) => `${row(from + offset, file)}\r\n`).join('')
  }
}
