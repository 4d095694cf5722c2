import { z } from 'zod'
import { FUND_FIELDS } from '../funds/vocab.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { pageOf } from '../kit/page.ts'
import {
  AGREEMENTS,
  CHANNELS,
  DONOR_KINDS,
  GIFT_STATES,
  IMPORT_STATES,
  NATURES,
  RECEIPT_KINDS,
  RECEIPTS,
  SHOWN,
  SHOWN_BY,
} from './vocab.ts'

export const publicId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)

/** A gift as anybody sees it: the name as the donor wishes it shown, nothing else of the person. */
export const publicGift = z.object({
  publicId,
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  /** Null when the donor chose to stay anonymous. */
  shownName: z.string().nullable(),
  amountFen: fen,
  givenOn: plainDate,
  channel: z.enum(CHANNELS),
  purpose: z.string(),
  state: z.enum(GIFT_STATES),
})
export type PublicGift = z.output<typeof publicGift>

/** Counts of gifts, of a fund or over a place. Sums of money come from the books (see the figures of funds). */
export const giftCounts = z.object({
  /** Gifts in the books, voided ones left out. */
  giftCount: z.number().int(),
  /** Gifts from before the books began: kept as history, without entries, in no sum of the books. */
  historyCount: z.number().int(),
  historyFen: fen,
})
export type GiftCounts = z.output<typeof giftCounts>

/** Where a gift went: the sums add up to the gift. */
export const giftTrace = z.object({
  amountFen: fen,
  spentFen: fen,
  /** Went back to the giver, or was recorded by mistake. */
  backFen: fen,
  leftFen: fen,
  spent: pageOf(
    z.object({
      /** Null where the gift bore costs of the host itself. */
      entryId: idOf('entry').nullable(),
      postedOn: plainDate.nullable(),
      what: z.string().nullable(),
      fund: z.object({ id: idOf('fund'), name: z.string() }).nullable(),
      amountFen: fen,
    }),
  ),
})
export type GiftTrace = z.output<typeof giftTrace>

/** One spending of community funds and who paid for it, named as they wish. */
export const spending = z.object({
  entryId: idOf('entry'),
  number: z.number().int(),
  postedOn: plainDate,
  host: z.object({ id: idOf('org'), name: z.string() }),
  funds: z.array(z.object({ id: idOf('fund'), name: z.string() })),
  what: z.string(),
  amountFen: fen,
  /** Came back later. */
  backFen: fen,
  /** Not covered by any source. */
  uncoveredFen: fen,
  giftCount: z.number().int(),
  paidBy: pageOf(
    z.object({
      gift: z.object({ publicId, shownName: z.string().nullable() }).nullable(),
      cameOn: plainDate,
      what: z.string().nullable(),
      amountFen: fen,
    }),
  ),
})
export type Spending = z.output<typeof spending>

const bookLine = z.object({
  account: z.string(),
  accountName: z.string(),
  side: z.enum(['debit', 'credit']),
  amountFen: fen,
  restriction: z.enum(['U', 'R']).nullable(),
})

const bookEntry = z.object({
  id: idOf('entry'),
  number: z.number().int(),
  postedOn: plainDate,
  summary: z.string(),
  lines: z.array(bookLine),
  reverses: idOf('entry').nullable(),
})

/** Lines that move what a fund has, without the words of their entries: those may name a person. */
export const bookLines = z.object({
  items: z.array(
    z.object({
      entryId: idOf('entry'),
      no: z.number().int(),
      number: z.number().int(),
      postedOn: plainDate,
      account: z.string(),
      accountName: z.object({ zh: z.string(), en: z.string() }),
      restriction: z.enum(['U', 'R']),
      /** Plus adds to what the fund has, minus takes away. */
      amountFen: fen,
      reverses: z.boolean(),
      giftPublicId: publicId.nullable(),
    }),
  ),
  /** Where the page ends; null on the last one. */
  next: z.object({ entryId: idOf('entry'), no: z.number().int() }).nullable(),
})
export type BookLines = z.output<typeof bookLines>

/** A gift with what the books say of it. `entries` is empty exactly for history. */
export const publicGiftRecord = publicGift.extend({
  host: z.object({ id: idOf('org'), name: z.string() }),
  purposeField: z.enum(FUND_FIELDS).nullable(),
  entries: z.array(bookEntry),
})
export type PublicGiftRecord = z.output<typeof publicGiftRecord>

/** What staff see: the donor's name as given, who recorded it. Every such view leaves a trail row. */
export const gift = publicGift.extend({
  id: idOf('gift'),
  donorName: z.string().nullable(),
  /** Null where a list did not say. */
  donorKind: z.enum(DONOR_KINDS).nullable(),
  shown: z.enum(SHOWN),
  purposeField: z.enum(FUND_FIELDS).nullable(),
  receipt: z.enum(RECEIPTS),
  receiptNo: z.string().nullable(),
  note: z.string(),
  recordedAt: instant,
  recordedBy: idOf('person').nullable(),
  importId: idOf('import').nullable(),
  voidReason: z.string().nullable(),
})
export type Gift = z.output<typeof gift>

/** One gift with its papers, who handled it, and what was changed since; everything sealed of it is open here. */
export const giftRecord = gift.extend({
  orderNo: z.string().nullable(),
  agreement: z.enum(AGREEMENTS),
  /** Null: whoever recorded it. */
  handler: z.string().nullable(),
  secondCounter: z.string().nullable(),
  shownChanges: z.array(z.object({ from: z.enum(SHOWN), to: z.enum(SHOWN), by: z.enum(SHOWN_BY), at: instant })),
  corrections: z.array(z.object({ name: z.string().nullable(), reason: z.string(), at: instant })),
})
export type GiftRecord = z.output<typeof giftRecord>

/** What is printed for the donor. The slip's code proves later that its holder was given it. */
export const giftSlip = publicGiftRecord.omit({ entries: true }).extend({
  /** As it was given: the slip is the donor's own. */
  donorName: z.string().nullable(),
  receipt: z.enum(RECEIPTS),
  receiptNo: z.string().nullable(),
  handler: z.string().nullable(),
  secondCounter: z.string().nullable(),
  slipCode: z.string(),
  recordedAt: instant,
})
export type GiftSlip = z.output<typeof giftSlip>

const personName = z.string().trim().max(60)
const receiptNo = z.string().trim().max(40)

export const recordGift = z.strictObject({
  fundId: idOf('fund'),
  /** Left out: a named donor whose kind nobody said, or nobody known. */
  donorKind: z.enum(DONOR_KINDS).optional(),
  /** Empty for a box or a stranger who gave no name. */
  donorName: personName.default(''),
  /** The donor's choice; left out where nobody asked, and then nothing of the name is shown. */
  shown: z.enum(SHOWN).optional(),
  amountFen: positiveFen,
  givenOn: plainDate,
  channel: z.enum(CHANNELS),
  /** The number of the payment on the slip or in the app, where there is one; within one host it is recorded once. */
  orderNo: z.string().trim().max(100).default(''),
  /** Which of the fund's fields the donor gives for; left out, all of them. */
  purposeField: z.enum(FUND_FIELDS).optional(),
  /** Narrower than the fund's own purpose, in the donor's words; public; empty means the fund's purpose. */
  purpose: z.string().trim().max(200).default(''),
  /** Who took the money, and counted it first; empty: whoever records the gift. */
  handler: personName.default(''),
  /** Who counted cash after them. */
  secondCounter: personName.default(''),
  receipt: z.enum(['none', 'issued', 'waived']).default('none'),
  receiptNo: receiptNo.default(''),
  nature: z.enum(NATURES).default('gift'),
  agreement: z.enum(AGREEMENTS).default('none'),
  note: z.string().trim().max(500).default(''),
  /** A gift like one that stands already is another gift. */
  again: z.boolean().default(false),
  /** Why to go on despite warnings of the rule book; kept sealed. */
  reason: z.string().trim().max(300).default(''),
})
export type RecordGift = z.output<typeof recordGift>

export const changeShown = z.strictObject({ shown: z.enum(SHOWN) })

/** The donor's own change, proved by the code on the slip. */
export const changeOwnShown = changeShown.extend({ slipCode: z.string().trim().min(1).max(20) })

export const correctDonor = z.strictObject({
  donorKind: z.enum(DONOR_KINDS),
  donorName: personName.default(''),
  reason: z.string().trim().min(2).max(300),
})
export type CorrectDonor = z.output<typeof correctDonor>

export const recordReceipt = z.strictObject({
  receipt: z.enum(RECEIPT_KINDS),
  receiptNo: receiptNo.default(''),
  nature: z.enum(NATURES).default('gift'),
})
export type RecordReceipt = z.output<typeof recordReceipt>

export const voidGift = z.strictObject({ reason: z.string().trim().min(2).max(300) })

/** One wrong row of a file: its line, column and a refusal or field word, put into the reader's language when shown. */
export const rowError = z.object({
  row: z.number().int(),
  column: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
})
export type RowError = z.output<typeof rowError>

export const giftImport = z.object({
  id: idOf('import'),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  rowCount: z.number().int().nullable(),
  doneCount: z.number().int(),
  goodCount: z.number().int(),
  /** Rows recorded earlier under the same source and order number: harmless repeats. */
  repeatedCount: z.number().int(),
  badCount: z.number().int(),
  amountFen: fen,
  problem: z.string().nullable(),
  startedAt: instant,
  updatedAt: instant,
})
export type GiftImport = z.output<typeof giftImport>
