import { z } from 'zod'
import { FUND_FIELDS } from '../funds/vocab.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { pageOf } from '../kit/page.ts'
import { LEAF_STATES } from '../transparency/shown-proof.ts'
import {
  AGREEMENTS,
  CHANNELS,
  DONOR_KINDS,
  GIFT_STATES,
  IMPORT_STATES,
  NATURES,
  RECEIPT_KINDS,
  RECEIPTS,
  SAID_COLUMNS,
  SHOWN,
  SHOWN_BY,
  UNKNOWN_STATES,
  UNKNOWN_WHEN,
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

/** What an entry is called, from the catalogue of events. */
const what = z.object({ zh: z.string(), en: z.string() })

/** What a payment was for, in the public words of who asked for it, and the project if that is public. */
export const paidFor = z.object({
  purpose: z.string(),
  project: z.object({ code: z.string(), name: z.string() }).nullable(),
})

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
      what: what.nullable(),
      paid: paidFor.nullable(),
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
  what,
  paid: paidFor.nullable(),
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
      what: what.nullable(),
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
      proof: z.enum(LEAF_STATES),
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
  /** As the file was called; empty for one of before names were kept sealed. */
  fileName: z.string(),
  host: z.object({ id: idOf('org'), name: z.string() }),
  state: z.enum(IMPORT_STATES),
  rowCount: z.number().int().nullable(),
  doneCount: z.number().int(),
  goodCount: z.number().int(),
  /** Rows recorded earlier under the same source and order number: harmless repeats. */
  repeatedCount: z.number().int(),
  badCount: z.number().int(),
  amountFen: fen,
  /** Rows that the way the columns are read leaves out: fees, money going out, sums. */
  leftOutCount: z.number().int(),
  /** Rows of money whose fund or giver cannot be told, and their sum: booked as owed (会计 2209), not as gifts. */
  unknownCount: z.number().int(),
  unknownFen: fen,
  /** Name of the remembered columns by which the file is read; null for the usual headings. */
  mapping: z.string().nullable(),
  problem: z.string().nullable(),
  /** Failed by no fault of the file: what it was at may be tried again. */
  retry: z.boolean(),
  startedAt: instant,
  updatedAt: instant,
})
export type GiftImport = z.output<typeof giftImport>

/** Place of a column in the table, from 0. */
const place = z.number().int().min(0).max(199)
const words = z.string().trim().min(1).max(60)

/** How the columns of a table are to be read, as somebody says. */
export const columnChoice = z.strictObject({
  /** In which row of the file the headings stand. */
  headingRow: z.number().int().min(1).max(1000),
  columns: z.partialRecord(z.enum(SAID_COLUMNS), place),
  /** The fund of rows that name none. */
  fundId: idOf('fund').nullable().default(null),
  /** How the money of rows that do not say came in; null means through a platform. */
  channel: z.enum(CHANNELS).nullable().default(null),
  /** Rows whose cell in this column holds these words are left out. */
  leaveOut: z
    .array(z.strictObject({ column: place, words }))
    .max(10)
    .default([]),
  /** Rows of money going out are left out: those below zero, or with a sum in the column of outgoing money. */
  incomingOnly: z.boolean().default(false),
  /** The fund's name stands somewhere in a longer text, such as a payer's remark. */
  fundInText: z.boolean().default(false),
  unknown: z.enum(UNKNOWN_WHEN).default('never'),
  /** Under which name to remember this for files with the same headings; empty means not to. */
  rememberAs: z.string().trim().max(60).default(''),
})
export type ColumnChoice = z.output<typeof columnChoice>
export type ColumnChoiceSent = z.input<typeof columnChoice>

/** The first rows of a file as its uploader may see them, and how the columns are read or could be. */
export const importTable = z.object({
  rows: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
  choice: columnChoice,
})
export type ImportTable = z.output<typeof importTable>

/** Columns remembered for one host and one set of headings. */
export const columnMapping = z.object({
  id: idOf('mapping'),
  name: z.string(),
  host: z.object({ id: idOf('org'), name: z.string() }),
  headings: z.array(z.string()),
  columns: z.partialRecord(z.enum(SAID_COLUMNS), z.string()),
  unknown: z.enum(UNKNOWN_WHEN),
  createdAt: instant,
})
export type ColumnMapping = z.output<typeof columnMapping>

/** Money that came with a file and of which nobody knew whose it was. Every view of it leaves a trail row. */
export const unknownMoney = z.object({
  id: idOf('unknown'),
  host: z.object({ id: idOf('org'), name: z.string() }),
  importId: idOf('import'),
  row: z.number().int(),
  orderNo: z.string(),
  amountFen: fen,
  receivedOn: plainDate,
  channel: z.enum(CHANNELS),
  /** The payer as the row names them. */
  donorName: z.string().nullable(),
  /** Null where the row did not say. */
  donorKind: z.enum(DONOR_KINDS).nullable(),
  /** What else the row says of its purpose. */
  said: z.string(),
  state: z.enum(UNKNOWN_STATES),
  gift: z.object({ id: idOf('gift'), publicId }).nullable(),
  endedAt: instant.nullable(),
  /** Why it went back. */
  reason: z.string().nullable(),
})
export type UnknownMoney = z.output<typeof unknownMoney>

/** Whose gift to which fund it turned out to be. */
export const assignUnknown = z.strictObject({
  fundId: idOf('fund'),
  /** Left out where nobody can say. */
  donorKind: z.enum(DONOR_KINDS).optional(),
  donorName: personName.default(''),
  /** The donor's choice; left out where nobody asked, and then nothing of the name is shown. */
  shown: z.enum(SHOWN).optional(),
  purpose: z.string().trim().max(200).default(''),
})
export type AssignUnknown = z.output<typeof assignUnknown>

export const returnUnknown = z.strictObject({
  /** The day on which the bank paid it back. */
  on: plainDate,
  reason: z.string().trim().min(2).max(300),
})
export type ReturnUnknown = z.output<typeof returnUnknown>
