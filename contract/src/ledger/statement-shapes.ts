import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { ASSET_CLASSES, FORM_IDS, SPANS } from './statement-vocab.ts'

/** "2026-05" */
export const month = z
  .string()
  .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'A month, YYYY-MM' })

/** Whose statement: one charity, one fund, or all charities registered in a division and below, summed. */
const whose = {
  hostId: idOf('org').optional(),
  fundId: idOf('fund').optional(),
  division: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
}

const one = (asked: { hostId?: unknown; fundId?: unknown; division?: unknown }): boolean =>
  [asked.hostId, asked.fundId, asked.division].filter((each) => each !== undefined).length === 1

const period = { month, span: z.enum(SPANS).default('month') }

export const statementQuery = z.object({ ...whose, ...period }).refine(one, { path: ['hostId'], message: 'one_of' })
export type StatementQuery = z.output<typeof statementQuery>

export const statementFileQuery = z
  .object({ ...whose, ...period, format: z.enum(['xlsx', 'pdf']).default('xlsx') })
  .refine(one, { path: ['hostId'], message: 'one_of' })

export const figureQuery = z
  .object({ ...whose, ...period, column: z.coerce.number().int().min(0).max(5) })
  .refine(one, { path: ['hostId'], message: 'one_of' })

export const trialQuery = z
  .object({ ...whose, ...period, by: z.enum(['first', 'full']).default('first') })
  .refine(one, { path: ['hostId'], message: 'one_of' })

/** Head of every statement: whose, when. `from` to `to` are whole months. */
const head = {
  unit: z.string(),
  /** Charities whose books are summed. */
  books: z.number().int(),
  from: z.string(),
  to: z.string(),
  span: z.enum(SPANS),
}

const named = { zh: z.string(), en: z.string() }

export const statementLine = z.object({
  id: z.string(),
  name: z.object(named),
  level: z.number().int(),
  heading: z.boolean(),
  total: z.boolean(),
  side: z.enum(['left', 'right']).nullable(),
  /** A figure per column; none on headings. */
  values: z.array(fen),
})

export const statement = z.object({
  ...head,
  form: z.enum(FORM_IDS),
  /** 会民非01表 */
  number: z.string(),
  name: z.object(named),
  /** Words `column_of.<key>`; two levels on form 02: group and class. */
  columns: z.array(z.object({ group: z.string().nullable(), key: z.string() })),
  lines: z.array(statementLine),
})
export type Statement = z.output<typeof statement>

/** What a figure is made of: accounts and classes, or months of a cash flow. The sums make the figure. */
export const figure = z.object({
  ...head,
  name: z.object(named),
  sumFen: fen,
  parts: z.array(
    z.object({
      account: z.string().nullable(),
      accountName: z.object(named).nullable(),
      restriction: z.enum(ASSET_CLASSES).nullable(),
      /** Of a cash flow: the month it moved in and the line it bears. */
      month: z.string().nullable(),
      cashLine: z.string().nullable(),
      amountFen: fen,
    }),
  ),
})
export type Figure = z.output<typeof figure>

const trialFigures = {
  openingDebitFen: fen,
  openingCreditFen: fen,
  debitFen: fen,
  creditFen: fen,
  closingDebitFen: fen,
  closingCreditFen: fen,
}

export const trialBalance = z.object({
  ...head,
  rows: z.array(z.object({ account: z.string(), accountName: z.object(named), ...trialFigures })),
  totals: z.object(trialFigures),
  balanced: z.boolean(),
})
export type TrialBalance = z.output<typeof trialBalance>

/** A cross-check of the books: two figures that must be equal, or a list that must be empty. */
export const check = z.object({
  id: z.string(),
  holds: z.boolean(),
  figures: z.array(z.object({ name: z.string(), fen })),
  /** Where to look: pairs of figures, funds, accounts. */
  where: z.array(z.string()),
})
export const checks = z.object({ ...head, checks: z.array(check) })
export type Checks = z.output<typeof checks>

export const accountQuery = z.object({
  hostId: idOf('org'),
  /** An account with all its details: `1002`, or one detail. */
  account: z.string().regex(/^\d{4,12}$/),
  from: month,
  to: month,
  fundId: idOf('fund').optional(),
  restriction: z.enum(ASSET_CLASSES).optional(),
  cashLine: z
    .string()
    .regex(/^[BIFX][0-9R]{1,2}$/)
    .optional(),
  /** Where the page before ended, as that page said it. */
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d_\d{1,18}_\d{1,5}_-?\d{1,18}$/)
    .optional(),
  size: z.coerce.number().int().min(1).max(200).default(50),
})

export const accountLedger = z.object({
  host: z.object({ id: idOf('org'), name: z.string() }),
  account: z.string(),
  accountName: z.object(named),
  /** Balance before the first line of this page, on the debit side. */
  openingFen: fen,
  lines: z.array(
    z.object({
      entryId: idOf('entry'),
      number: z.number().int(),
      no: z.number().int(),
      postedOn: z.string(),
      summary: z.string(),
      account: z.string(),
      fund: z.string().nullable(),
      side: z.enum(['debit', 'credit']),
      amountFen: fen,
      /** Running balance after the line, on the debit side. */
      balanceFen: fen,
    }),
  ),
  /** 本月合计 and 本年累计 of every month asked for; from the balances, so they hold whatever page is looked at. */
  months: z.array(
    z.object({
      month: z.string(),
      debitFen: fen,
      creditFen: fen,
      yearDebitFen: fen,
      yearCreditFen: fen,
      balanceFen: fen,
    }),
  ),
  next: z.string().nullable(),
})
export type AccountLedger = z.output<typeof accountLedger>
