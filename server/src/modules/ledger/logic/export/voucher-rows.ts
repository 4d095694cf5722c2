/**
 * Vouchers as rows for another bookkeeping program (CSV or a sheet): hosts whose statutory books stay elsewhere import them
 * there. One row per line; titles stand beside codes, because a code alone is not allowed (N24 appendix part 1, note 4).
 */
import { type Account, accountTitle } from '../chart.ts'
import type { Voucher } from '../vouchers.ts'
import { decimalYuan } from './plain-text.ts'

/** Column name and what it holds; the order is the order of the cells. */
export const VOUCHER_COLUMNS = [
  ['凭证日期', 'date of the voucher, YYYY-MM-DD'],
  ['凭证字', 'voucher word, 记'],
  ['凭证号', 'number in the month, from 1, without gaps'],
  ['分录号', 'line in the voucher, from 1'],
  ['摘要', 'summary'],
  ['科目编码', 'official code of the 2024 edition with our details'],
  ['科目名称', 'title with detail and class'],
  ['借方金额', 'debit, yuan with two decimals, empty on a credit line'],
  ['贷方金额', 'credit, yuan with two decimals, empty on a debit line'],
  ['限定', 'R restricted, U unrestricted, empty on assets and liabilities'],
  ['限定编号', 'id of agreement, plan, grant letter or law'],
  ['基金', 'id of the community fund, or general'],
  ['项目', 'id of the project'],
  ['费用类别', 'kind of cost, M12 arts. 4-6'],
  ['现金流量项目', 'line of 会民非03表'],
  ['附件数', 'entries behind the voucher'],
] as const

export function voucherRows(voucher: Voucher, accountOf: (code: string) => Account | undefined): string[][] {
  return voucher.lines.map((line, index) => {
    const account = accountOf(line.account)
    if (!account) throw new Error(`no account ${line.account} in the chart of this host`)
    const amount = decimalYuan(line.amountFen)
    return [
      voucher.date,
      voucher.word,
      String(voucher.number),
      String(index + 1),
      voucher.summary,
      line.account,
      accountTitle(account, line.restriction),
      line.side === 'debit' ? amount : '',
      line.side === 'credit' ? amount : '',
      line.restriction ?? '',
      line.restrictionId ?? '',
      line.fund ?? '',
      line.project ?? '',
      line.kind ?? '',
      line.cashLine ?? '',
      String(voucher.entries.length),
    ]
  })
}
