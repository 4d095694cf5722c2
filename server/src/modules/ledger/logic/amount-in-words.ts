/** A sum as vouchers and receipts write it (正确填写票据和结算凭证的基本规定): 12,005.60 → 壹万贰仟零伍元陆角整. */

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** One group of four digits; `led` asks for the 零 that stands for missing places above. */
function groupInWords(group: number, led: boolean): string {
  let text = ''
  let zero = led && group < 1000
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      zero = zero || text !== ''
      continue
    }
    text += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
    zero = false
  }
  return text
}

function wholeInWords(yuan: bigint): string {
  let text = ''
  let gap = false
  for (let index = GROUPS.length - 1; index >= 0; index -= 1) {
    const group = Number((yuan / 10_000n ** BigInt(index)) % 10_000n)
    if (group === 0) {
      gap = text !== ''
      continue
    }
    text += `${groupInWords(group, text !== '' || gap)}${GROUPS[index]}`
    gap = false
  }
  return text
}

/** Fen in Chinese words; below zero with 负 in front. Up to 10,000 trillion yuan. */
export function amountInWords(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  const [yuan, jiao, cents] = [size / 100n, Number((size / 10n) % 10n), Number(size % 10n)]
  const whole = yuan === 0n ? '' : `${wholeInWords(yuan)}元`
  const tens = jiao === 0 ? (whole !== '' && cents !== 0 ? '零' : '') : `${DIGITS[jiao]}角`
  const ones = cents === 0 ? '整' : `${DIGITS[cents]}分`
  const text = size === 0n ? '零元整' : `${whole}${tens}${ones}`
  return fen < 0n ? `负${text}` : text
}
