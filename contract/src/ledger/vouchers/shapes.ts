import { z } from 'zod'
import { instant, plainDate } from '../../kit/dates.ts'
import { idOf } from '../../kit/ids.ts'
import { fen, positiveFen } from '../../kit/money.ts'
import { CHECKS, COMMITMENT_STATES, DRAFT_STATES, PAPER_KINDS, PAPER_MAKERS } from './vocab.ts'

const text = z.object({ zh: z.string(), en: z.string() })

/** `2026-03` */
export const month = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/)

/** One field of a form, as the catalogue describes it. */
const catalogueField = z.object({
  name: z.string(),
  type: z.string(),
  label: text,
  options: z.array(z.string()),
  preset: z.string().nullable(),
  optional: z.boolean(),
})
export type CatalogueField = z.output<typeof catalogueField>

const catalogueRow = z.object({
  id: z.string(),
  title: text,
  when: text,
  source: z.array(z.string()),
  /** Q read in a full copy, S secondary, A our reading. */
  mark: z.string(),
  remark: z.string().nullable(),
  reason: text.nullable(),
  steps: z.array(
    z.object({
      recipe: z.string(),
      title: text,
      fields: z.array(catalogueField),
      papers: z.array(z.object({ kind: z.string(), madeBy: z.array(z.string()) })),
    }),
  ),
  policies: z.array(z.object({ key: z.string(), title: text, value: z.string(), source: text })),
  /** Pinyin and initials of the title, for search. */
  spelt: z.string(),
  /** Kinds of cost it may be, each with its pinyin and initials: what people look for who pay a bill. */
  costs: z.array(z.string()),
})
export type CatalogueRow = z.output<typeof catalogueRow>

/** The catalogue under the policies of one set of books, and the accounts its forms choose from. */
export const catalogue = z.object({
  rows: z.array(catalogueRow),
  accounts: z.array(z.object({ code: z.string(), name: text })),
})

/** Money of one fund under one limit, or its unrestricted money; without a fund, the host's own. */
export const place = z.object({
  fund: z.object({ id: idOf('fund'), name: z.string() }).nullable(),
  restriction: z.object({ id: idOf('limit'), title: z.string() }).nullable(),
  balanceFen: fen,
  committedFen: fen,
  spendableFen: fen,
})
export type PlaceShown = z.output<typeof place>

const wirePlace = z.strictObject({ fund: z.string().max(60), restrictionId: z.string().max(60).nullable() })
const wirePart = z.strictObject({
  place: wirePlace,
  amountFen: z.string().max(20),
  account: z.string().max(12).optional(),
  kind: z.string().max(20).optional(),
})
/** What a form's field holds on the wire; the ledger reads it by the field's own description. */
const wireValue = z.union([
  z.string().max(100),
  wirePlace,
  z.strictObject({ reach: z.string(), reachedOn: plainDate.optional(), reachProof: z.string().max(80).optional() }),
  z.strictObject({ currency: z.string().max(3), amount: z.string().max(20) }),
  z.array(wirePart).max(100),
])
export type WireValue = z.output<typeof wireValue>

export const paper = z.strictObject({
  kind: z.enum(PAPER_KINDS),
  madeBy: z.enum(PAPER_MAKERS),
  /** Number under which the paper is kept. */
  ref: z.string().trim().min(1).max(80),
})

export const draftBody = z.strictObject({
  /** Row and step of the catalogue: `E32.post`. */
  recipe: z.string().regex(/^E\d{2,3}[a-z]?\.\w{1,30}$/),
  input: z.record(z.string().max(40), wireValue),
  documentOn: plainDate,
  postedOn: plainDate,
  summary: z.string().trim().min(1).max(200),
  papers: z.array(paper).max(20),
  /** The commitment that this voucher settles. */
  settles: idOf('commitment').optional(),
  /** The refused draft that this one puts right. */
  replaces: idOf('draft').optional(),
})
export type DraftBody = z.output<typeof draftBody>

const shownLine = z.object({
  no: z.number().int(),
  account: z.string(),
  accountName: z.string(),
  side: z.enum(['debit', 'credit']),
  amountFen: fen,
  restriction: z.enum(['U', 'R']).nullable(),
  fund: z.object({ id: idOf('fund'), name: z.string() }).nullable(),
  kind: z.string().nullable(),
  cashLine: z.string().nullable(),
})
export type ShownLine = z.output<typeof shownLine>

export const preview = z.object({ lines: z.array(shownLine), totalFen: fen })

export const draftListed = z.object({
  id: idOf('draft'),
  state: z.enum(DRAFT_STATES),
  recipe: z.string(),
  documentOn: plainDate,
  postedOn: plainDate,
  summary: z.string(),
  totalFen: fen,
  maker: idOf('person'),
  makerName: z.string(),
  madeAt: instant,
})
export const draft = draftListed.extend({
  lines: z.array(shownLine),
  input: z.record(z.string(), wireValue),
  papers: z.array(paper),
  settles: idOf('commitment').nullable(),
  decidedBy: idOf('person').nullable(),
  deciderName: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  entryId: idOf('entry').nullable(),
  replaces: idOf('draft').nullable(),
  replacedBy: idOf('draft').nullable(),
})
export type DraftRecord = z.output<typeof draft>

export const commitBody = z.strictObject({
  /** Left out: the host's own money. */
  fundId: idOf('fund').optional(),
  restrictionId: idOf('limit').optional(),
  amountFen: positiveFen,
  purpose: z.string().trim().min(2).max(200),
  dueOn: plainDate,
})
export const commitment = z.object({
  id: idOf('commitment'),
  state: z.enum(COMMITMENT_STATES),
  fund: z.object({ id: idOf('fund'), name: z.string() }).nullable(),
  restriction: z.object({ id: idOf('limit'), title: z.string() }).nullable(),
  amountFen: fen,
  purpose: z.string(),
  dueOn: plainDate,
  madeAt: instant,
  entryId: idOf('entry').nullable(),
  reason: z.string().nullable(),
})
export type CommitmentShown = z.output<typeof commitment>

export const policy = z.object({
  key: z.string(),
  title: text,
  choices: z.array(z.string()),
  value: z.string(),
  preset: z.string(),
  source: text,
  rows: z.array(z.string()),
  changed: z.object({ byName: z.string(), at: instant, reason: z.string() }).nullable(),
})

export const monthListed = z.object({
  month,
  state: z.enum(['open', 'closed']),
  entries: z.number().int(),
  vouchers: z.number().int(),
  waiting: z.number().int(),
  closedByName: z.string().nullable(),
  closedAt: instant.nullable(),
  timesReopened: z.number().int(),
})

/** One line of the checklist: `where` names what does not hold. */
const checkShown = z.object({ id: z.enum(CHECKS), holds: z.boolean(), where: z.array(z.string()) })
export const monthRecord = monthListed.extend({
  closedBy: idOf('person').nullable(),
  checks: z.array(checkShown),
  acts: z.array(
    z.object({
      act: z.enum(['close', 'reopen']),
      byName: z.string(),
      at: instant,
      reason: z.string().nullable(),
    }),
  ),
  archivedAt: instant.nullable(),
})
export type MonthRecord = z.output<typeof monthRecord>

export const voucherListed = z.object({
  id: idOf('voucher'),
  host: z.object({ id: idOf('org'), name: z.string() }),
  month,
  number: z.number().int(),
  datedOn: plainDate,
  summary: z.string(),
  /** Of a summary voucher: all its entries came through this channel on this day. */
  channel: z.string().nullable(),
  entries: z.number().int(),
  totalFen: fen,
})
export const voucher = voucherListed.extend({
  lines: z.array(shownLine),
  makerName: z.string().nullable(),
  checkerName: z.string().nullable(),
  papers: z.array(paper),
  /** The first entries, as many as one looks through; all of them are in the list of entries. */
  parts: z.array(z.object({ id: idOf('entry'), number: z.number().int(), summary: z.string(), totalFen: fen })),
})
export type VoucherRecord = z.output<typeof voucher>

/** One line of a voucher for another bookkeeping program. */
export const voucherLine = z.object({
  voucherId: idOf('voucher'),
  hostName: z.string(),
  datedOn: plainDate,
  number: z.number().int(),
  line: z.number().int(),
  summary: z.string(),
  account: z.string(),
  accountName: z.string(),
  debitFen: fen.nullable(),
  creditFen: fen.nullable(),
  restriction: z.enum(['U', 'R']).nullable(),
  limitTitle: z.string().nullable(),
  fundName: z.string().nullable(),
  kind: z.string().nullable(),
  cashLine: z.string().nullable(),
  entries: z.number().int(),
})

/** A row of a file of opening balances as it was read; `problem` says what stands in its way. */
const openingRow = z.object({
  row: z.number().int(),
  code: z.string(),
  name: z.string(),
  side: z.enum(['debit', 'credit']).nullable(),
  amountFen: fen.nullable(),
  to: z.string().nullable(),
  toName: z.string().nullable(),
  fund: z.object({ id: idOf('fund'), name: z.string() }).nullable(),
  /** The chart of 2004 moves, renames or splits it: looked at by a person. */
  note: z.string().nullable(),
  problem: z.string().nullable(),
})
export const openingSheet = z.object({
  rows: z.array(openingRow),
  debitFen: fen,
  creditFen: fen,
  problems: z.number().int(),
})
export type OpeningSheet = z.output<typeof openingSheet>
