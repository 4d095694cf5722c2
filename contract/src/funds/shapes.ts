import { z } from 'zod'
import { divisionCode } from '../divisions/shapes.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, LARGEST_FEN } from '../kit/money.ts'
import { finding, regulationId } from '../regulations/shapes.ts'
import { agreementSummary, fields, publicComplaintLine } from './agreement.ts'
import { FUND_FIELDS, FUND_STATES, IMPORT_STATES, SOURCE_KINDS } from './vocab.ts'

const placeRef = z.object({ code: divisionCode, name: z.string() })

/** What everybody may know of a fund. */
export const fund = z.object({
  id: idOf('fund'),
  name: z.string(),
  purpose: z.string(),
  fields: z.array(z.enum(FUND_FIELDS)),
  state: z.enum(FUND_STATES),
  /** The day it opened; of one in preparation the day planned. */
  opensOn: plainDate,
  sourceKind: z.enum(SOURCE_KINDS).nullable(),
  host: z.object({ id: idOf('org'), name: z.string(), officePhone: z.string().nullable() }),
  place: placeRef,
  /** City first, the place itself last. */
  path: z.array(placeRef),
})
export type Fund = z.output<typeof fund>

/** From the books alone: what came in, went out and is left, since the books began on 2026-01-01. */
const fundFigures = z.object({
  inFen: fen,
  outFen: fen,
  leftFen: fen,
})
export type FundFigures = z.output<typeof fundFigures>

export const fundListed = fund.extend({ figures: fundFigures })
export type FundListed = z.output<typeof fundListed>

const fundMonth = z.object({ month: z.string(), inFen: fen, outFen: fen })

export const fundRecord = fund.extend({
  figures: fundFigures,
  months: z.array(fundMonth),
  openingSumFen: fen,
  ownBankAccount: z.boolean(),
  ownSeal: z.boolean(),
  /** The fund's own office telephone; without one the host's answers. */
  officePhone: z.string().nullable(),
  serves: z.array(placeRef),
  agreement: agreementSummary.nullable(),
  complaintLine: publicComplaintLine.nullable(),
  updatedAt: instant,
})
export type FundRecord = z.output<typeof fundRecord>

/** Sum over the funds of a division and all below it. */
export const placeFigures = fundFigures.extend({ fundCount: z.number().int(), openFundCount: z.number().int() })

const name = z.string().trim().min(2).max(60)
const purpose = z.string().trim().min(5).max(500)
/** Not every fund begins with money. */
const openingSumFen = fen.refine((sum) => sum >= 0n && sum <= LARGEST_FEN, { message: 'sum' }).default(0n)

/** What a fund is, before anything is agreed. Its own place is served unless other communities are named. */
export const openFund = z.strictObject({
  name,
  hostId: idOf('org'),
  placeCode: divisionCode,
  purpose,
  fields,
  opensOn: plainDate,
  sourceKind: z.enum(SOURCE_KINDS).nullable().default(null),
  openingSumFen,
  ownBankAccount: z.boolean().default(false),
  ownSeal: z.boolean().default(false),
})
export type NewFund = z.output<typeof openFund>
/** As modules call it: what has a default may be left out. */
export type OpenFund = Pick<NewFund, 'name' | 'hostId' | 'placeCode' | 'purpose' | 'fields' | 'opensOn'> &
  Partial<NewFund>

export const openedFund = fundRecord.extend({ warnings: z.array(finding) })

/** What the rule book says about opening a fund as it stands: nothing about a regulation means that it is met. */
export const openingCheck = z.object({
  asked: z.array(regulationId),
  findings: z.array(finding),
})
export type OpeningCheck = z.output<typeof openingCheck>

export const beginFund = z.strictObject({
  opensOn: plainDate,
  /** Needed where there are warnings; kept with them on the trail. */
  reason: z.string().trim().max(300).default(''),
})
export type BeginFund = z.output<typeof beginFund>

export const changeFund = z.strictObject({ name, purpose, fields })
export type ChangeFund = z.output<typeof changeFund>

/** Changed only while the fund is prepared: what it opens with stays as it was then. */
export const changePreparation = z.strictObject({
  sourceKind: z.enum(SOURCE_KINDS).nullable().default(null),
  openingSumFen,
  ownBankAccount: z.boolean().default(false),
  ownSeal: z.boolean().default(false),
})
export type ChangePreparation = z.output<typeof changePreparation>

export const fundImport = z.object({
  id: idOf('fundimport'),
  hostId: idOf('org'),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  fundCount: z.number().int(),
  loadedAt: instant,
  undoneAt: instant.nullable(),
})
export type FundImport = z.output<typeof fundImport>

const rowProblem = z.object({
  /** Row of the file, the heading being row 1. */
  row: z.number().int(),
  column: z.string().nullable(),
  message: z.string(),
})

/** What a file of funds would do or did: all rows or none. `import` is null for a trial and wherever a row is wrong. */
export const importOutcome = z.object({
  rowCount: z.number().int(),
  problems: z.array(rowProblem),
  warnings: z.array(rowProblem),
  import: fundImport.nullable(),
})
export type ImportOutcome = z.output<typeof importOutcome>
