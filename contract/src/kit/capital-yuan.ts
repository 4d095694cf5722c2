const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/**
 * A sum as it is written on vouchers and slips, so that no figure can be added to it: "12345" fen → 壹佰贰拾叁元肆角伍分.
 * After yuan or jiao without fen stands 整 (支付结算办法, 正确填写票据和结算凭证的基本规定).
 */
export function capitalYuan(amount: bigint): string {
  const [yuan, jiao, fen] = [amount / 100n, Number((amount / 10n) % 10n), Number(amount % 10n)]
  const whole = yuan === 0n ? '' : `${groups(yuan)}元`
  if (jiao === 0 && fen === 0) return `${whole || '零元'}整`
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : whole && '零'
  return `${whole}${tenths}${fen > 0 ? `${DIGITS[fen]}分` : '整'}`
}

function groups(yuan: bigint): string {
  let words = ''
  let gap = false
  for (let index = 3; index >= 0; index--) {
    const group = Number((yuan / 10_000n ** BigInt(index)) % 10_000n)
    if (group === 0) {
      gap = words !== ''
      continue
    }
    if (gap || (words !== '' && group < 1000)) words += '零'
    words += fourDigits(group) + GROUPS[index]
    gap = false
  }
  return words
}

function fourDigits(group: number): string {
  let words = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      gap = words !== ''
      continue
    }
    words += `${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
    gap = false
  }
  return words
}
