import { word } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { Statement } from '@shanju/contract/payments/shapes.ts'
import type { ITEM_KINDS } from '@shanju/contract/payments/vocab.ts'
import type { FileAnswer } from '#platform/http/index.ts'
import { workbook } from '#platform/sheets/index.ts'
import { sumOf } from '../logic/statement.ts'

/** The statement as a workbook: both balances with their adjustments, then every item. */
export function statementSheet(statement: Statement, language: Language): FileAnswer {
  const say = (key: string): string => word(language, 'payments', key)
  const yuan = (fen: bigint | null): string => (fen === null ? '' : formatYuan(fen))
  const { account, month } = statement
  const row = (kind: (typeof ITEM_KINDS)[number], sign: string): string[] => [
    `${sign} ${say(`item.${kind}`)}`,
    yuan(sumOf(statement, kind)),
  ]
  const title = say('statement.title')
  return {
    fileName: `${title}_${account.bankName}_${account.lastFour}_${month}.xlsx`,
    body: workbook([
      {
        title,
        headings: [`${account.host.name} ${account.bankName} ${account.lastFour}`, month],
        widths: [44, 20],
        rows: [
          [say('statement.books'), yuan(statement.booksFen)],
          row('bank_received', '+'),
          row('bank_paid', '−'),
          [say('statement.adjusted_books'), yuan(statement.adjustedBooksFen)],
          ['', ''],
          [say('statement.bank'), yuan(statement.bankFen)],
          row('books_received', '+'),
          row('books_paid', '−'),
          [say('statement.adjusted_bank'), yuan(statement.adjustedBankFen)],
        ],
      },
      {
        title: say('statement.items'),
        headings: [
          say('column.kind'),
          say('column.day'),
          say('column.amount'),
          say('column.reference'),
          say('column.summary'),
        ],
        widths: [24, 12, 16, 24, 40],
        rows: statement.items.map((item) => [
          say(`item.${item.kind}`),
          item.on,
          yuan(item.fen),
          item.reference ?? '',
          item.summary ?? '',
        ]),
      },
    ]),
  }
}
