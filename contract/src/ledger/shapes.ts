import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { LEAF_STATES } from '../transparency/shown-proof.ts'

/** One set of books per host (a fund has no legal person). `begun` once the opening balances are recorded, or that there were none. */
export const books = z.object({
  host: z.object({ id: idOf('org'), name: z.string() }),
  beginsOn: plainDate,
  begun: z.boolean(),
  entryCount: z.number().int(),
})

const entryLine = z.object({
  no: z.number().int(),
  account: z.string(),
  accountName: z.string(),
  side: z.enum(['debit', 'credit']),
  amountFen: fen,
  restriction: z.enum(['U', 'R']).nullable(),
  fund: z.object({ id: idOf('fund'), name: z.string() }).nullable(),
  giftId: idOf('gift').nullable(),
  kind: z.string().nullable(),
  cashLine: z.string().nullable(),
})

export const entryListed = z.object({
  id: idOf('entry'),
  host: z.object({ id: idOf('org'), name: z.string() }),
  /** Posting order inside the books, without gaps. */
  number: z.number().int(),
  type: z.enum(['ordinary', 'opening', 'close']),
  documentOn: plainDate,
  postedOn: plainDate,
  recipe: z.string().nullable(),
  summary: z.string(),
  totalFen: fen,
  reverses: idOf('entry').nullable(),
  reversedBy: idOf('entry').nullable(),
  postedAt: instant,
  /** How far its leaf in the public log is. */
  proof: z.enum(LEAF_STATES),
})

export const entry = entryListed.extend({ lines: z.array(entryLine), maker: idOf('person').nullable() })
export type EntryRecord = z.output<typeof entry>

export const openingLine = z.strictObject({
  account: z.string().regex(/^\d{4,12}$/),
  side: z.enum(['debit', 'credit']),
  amountFen: fen,
  fundId: idOf('fund').optional(),
})

/** The trial balance of 2025-12-31 in accounts of the 2024 edition; an empty list opens new books at zero. */
export const openBooks = z.strictObject({ lines: z.array(openingLine).max(500) })
