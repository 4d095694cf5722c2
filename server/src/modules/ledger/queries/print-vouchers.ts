import { word } from '@shanju/contract/catalogue.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { type RawBuilder, sql } from 'kysely'
import { findOrganisation } from '#modules/organisations/index.ts'
import { makePdf } from '#platform/pdf/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { amountInWords } from '../logic/index.ts'
import { vouchersInFull } from './vouchers.ts'

const TEMPLATE = new URL('../print/vouchers.typ', import.meta.url)

/** So many are set at once: some seconds of a processor. A month has as many files as it needs. */
export const VOUCHERS_AT_ONCE = 200

type Printed = Awaited<ReturnType<typeof printedVouchers>>

/** What the printed vouchers say, in Chinese, which is the language of statutory books (Accounting Law art. 22). */
export async function printedVouchers(tx: Tx, book: string, condition: RawBuilder<unknown>) {
  const host = (await findOrganisation(tx, book))?.name ?? ''
  const vouchers = await vouchersInFull(tx, sql`v.book_id = ${book} and ${condition}`)
  return {
    vouchers: vouchers.map((voucher) => ({
      host,
      date: voucher.datedOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1 年 $2 月 $3 日'),
      word: '记',
      number: String(voucher.number).padStart(4, '0'),
      summary: voucher.summary,
      lines: voucher.lines.map((line) => ({
        ...{ no: line.no, account: line.account, title: line.accountName, fund: line.fund?.name ?? '' },
        debit: line.side === 'debit' ? formatYuan(line.amountFen) : '',
        credit: line.side === 'credit' ? formatYuan(line.amountFen) : '',
      })),
      total: formatYuan(voucher.totalFen),
      words: amountInWords(voucher.totalFen),
      note:
        voucher.channel === null || voucher.entries === 1
          ? ''
          : `汇总凭证：${word('zh', 'giving', `channel.${voucher.channel}`)}渠道当日分录 ${voucher.entries} 笔，明细见分录清单。`,
      maker: voucher.makerName ?? '',
      checker: voucher.checkerName ?? '',
      papers: String(voucher.papers.length),
    })),
  }
}

export const pdfOf = (printed: Printed): Promise<Buffer> => makePdf(TEMPLATE, printed)
