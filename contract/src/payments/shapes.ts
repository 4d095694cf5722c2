import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { BANK_LEDGER_ACCOUNTS, ITEM_KINDS, LINE_STATES, MATCH_REASONS } from './vocab.ts'

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** An account at a bank. Its number is sealed; the last four figures tell accounts apart. */
export const bankAccount = z.object({
  id: idOf('bank'),
  host: z.object({ id: idOf('org'), name: z.string() }),
  bankName: z.string(),
  lastFour: z.string(),
  ledgerAccount: z.enum(BANK_LEDGER_ACCOUNTS),
  startsOn: plainDate,
  openCount: z.number().int(),
  /** The last month whose statement was confirmed. */
  reconciledMonth: month.nullable(),
})
export type BankAccount = z.output<typeof bankAccount>

export const addAccount = z.strictObject({
  hostId: idOf('org'),
  bankName: z.string().trim().min(2).max(60),
  number: z
    .string()
    .trim()
    .overwrite((text) => text.replace(/[\s-]/g, ''))
    .regex(/^\d{8,32}$/),
  ledgerAccount: z.enum(BANK_LEDGER_ACCOUNTS).default('1002'),
  /** Lines before this day are in the opening balance. */
  startsOn: plainDate,
})
export type AddAccount = z.output<typeof addAccount>

const bookLine = z.object({
  entryId: idOf('entry'),
  no: z.number().int(),
  number: z.number().int(),
  postedOn: plainDate,
  summary: z.string(),
  /** Plus came in, minus went out. */
  fen,
})
export type BookLineShown = z.output<typeof bookLine>

export const bankLine = z.object({
  id: idOf('bankline'),
  on: plainDate,
  /** Plus came in, minus went out. */
  fen,
  reference: z.string().nullable(),
  /** As the bank wrote it: may name people. */
  counterparty: z.string(),
  summary: z.string(),
  state: z.enum(LINE_STATES),
  match: z
    .object({
      id: idOf('match'),
      reason: z.enum(MATCH_REASONS),
      bankLineCount: z.number().int(),
      books: z.array(bookLine),
    })
    .nullable(),
})
export type BankLineRecord = z.output<typeof bankLine>

export const candidates = z.object({
  /** Lines of the books with this very sum, nearest day first. */
  same: z.array(bookLine),
  /** Other lines of the books that wait for the bank, of the days around it. */
  other: z.array(bookLine),
})

export const rowProblem = z.object({ row: z.number().int(), message: z.string() })

/** What a file did, or would do. */
export const imported = z.object({
  rowCount: z.number().int(),
  freshCount: z.number().int(),
  repeatedCount: z.number().int(),
  matchedCount: z.number().int(),
  problems: z.array(rowProblem),
})
export type Imported = z.output<typeof imported>

const item = z.object({
  kind: z.enum(ITEM_KINDS),
  on: plainDate,
  fen,
  reference: z.string().nullable(),
  /** Of a line of the books; what the bank wrote stays at the bank desk. */
  summary: z.string().nullable(),
  entryId: idOf('entry').nullable(),
})
export type StatementItem = z.output<typeof item>

/** 银行存款余额调节表: both balances, what each side has and the other has not, and what they come to. */
export const statement = z.object({
  account: bankAccount,
  month,
  booksFen: fen,
  /** From the lines of the file or as typed; null while nobody said it. */
  bankFen: fen.nullable(),
  items: z.array(item),
  adjustedBooksFen: fen,
  adjustedBankFen: fen.nullable(),
  confirmed: z.object({ at: instant, by: idOf('person').nullable(), bankFen: fen }).nullable(),
})
export type Statement = z.output<typeof statement>
