import { z } from 'zod'
import { divisionCode } from '../divisions/shapes.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen, positiveFen } from '../kit/money.ts'
import { officePhone } from '../organisations/shapes.ts'
import {
  FEE_RULES,
  FUND_FIELDS,
  FUND_STATES,
  MOST_FEE_BP,
  PAPER_KINDS,
  PAPER_TYPES,
  SURPLUS_RULES,
  YIELD_RULES,
} from './vocab.ts'

const part = z.string().trim().max(2_000).default('')
const fileId = idOf('file')
const paperId = fileId.nullable().default(null)
const basisPoints = z.number().int().min(1).max(MOST_FEE_BP).nullable().default(null)
export const fields = z.array(z.enum(FUND_FIELDS)).min(1).max(FUND_FIELDS.length)

/** A version of the agreement. A part may still be empty while the fund is prepared: regulation F02 says which are. */
export const addAgreement = z.strictObject({
  purpose: part,
  use: part,
  rightsOfHost: part,
  rightsOfInitiator: part,
  end: part,
  surplus: part,
  surplusRule: z.enum(SURPLUS_RULES).nullable().default(null),
  yieldRule: z.enum(YIELD_RULES).default('fund'),
  feeRule: z.enum(FEE_RULES).nullable().default(null),
  /** The share of each gift (share), or the most that cost may take of the gifts (cost). */
  feeBp: basisPoints,
  signedOn: plainDate,
  paperId,
})
export type AddAgreement = z.output<typeof addAgreement>

/** What everybody may know of the agreement in force: its terms without the parties' own rights and papers. */
export const agreementSummary = z.object({
  number: z.number().int(),
  purpose: z.string(),
  use: z.string(),
  end: z.string(),
  surplus: z.string(),
  surplusRule: z.enum(SURPLUS_RULES).nullable(),
  yieldRule: z.enum(YIELD_RULES),
  feeRule: z.enum(FEE_RULES).nullable(),
  feeBp: z.number().int().nullable(),
  signedOn: plainDate,
})
export type AgreementSummary = z.output<typeof agreementSummary>

export const agreement = agreementSummary.extend({
  rightsOfHost: z.string(),
  rightsOfInitiator: z.string(),
  paperId: fileId.nullable(),
  recordedAt: instant,
})

/** What the host lets the management group decide alone. Above the ceiling the host's board decides. */
export const addDelegation = z.strictObject({
  ceilingFen: positiveFen,
  subjects: fields,
  fromOn: plainDate,
  toOn: plainDate,
  paperId,
})
export type AddDelegation = z.output<typeof addDelegation>

export const delegation = z.object({
  number: z.number().int(),
  ceilingFen: fen,
  subjects: z.array(z.enum(FUND_FIELDS)),
  fromOn: plainDate,
  toOn: plainDate,
  paperId: fileId.nullable(),
  recordedAt: instant,
})

/** A telephone that everybody may call to complain, and where everybody could read of it (鄂民发〔2024〕92号 二(一)6). */
export const setComplaintLine = z.strictObject({
  telephone: officePhone,
  publishedIn: z.string().trim().min(2).max(200),
  publishedOn: plainDate,
  paperId,
})
export type SetComplaintLine = z.output<typeof setComplaintLine>

export const publicComplaintLine = z.object({
  telephone: z.string(),
  publishedIn: z.string(),
  publishedOn: plainDate,
})
export const complaintLine = publicComplaintLine.extend({
  number: z.number().int(),
  paperId: fileId.nullable(),
  recordedAt: instant,
})
export type ComplaintLine = z.output<typeof complaintLine>

/** All communities the fund serves from today on; those left out end today. */
export const setServed = z.strictObject({ codes: z.array(divisionCode).min(1).max(300) })

export const served = z.object({
  place: z.object({ code: divisionCode, name: z.string() }),
  fromOn: plainDate,
  toOn: plainDate.nullable(),
})

/** The office telephone is published; who is behind it is sealed and shown to staff who ask, which leaves a trace. */
export const setContacts = z.strictObject({
  officePhone: officePhone.nullable().default(null),
  contactName: z.string().trim().max(60).default(''),
  contactPhone: z.string().trim().max(40).default(''),
  /** Erases the person. Empty name and number alone leave who is recorded: a form never shows them. */
  forget: z.boolean().default(false),
})
export type SetContacts = z.output<typeof setContacts>

export const contact = z.object({ name: z.string(), phone: z.string() })

export const paper = z.object({
  id: fileId,
  kind: z.enum(PAPER_KINDS),
  name: z.string(),
  mediaType: z.enum(PAPER_TYPES),
  bytes: z.number().int(),
  addedAt: instant,
})
export type Paper = z.output<typeof paper>

/** All that staff see beside the public record: every version, newest first. */
export const management = z.object({
  agreements: z.array(agreement),
  delegations: z.array(delegation),
  complaintLines: z.array(complaintLine),
  served: z.array(served),
  papers: z.array(paper),
  hasContact: z.boolean(),
  moves: z.array(
    z.object({ from: z.enum(FUND_STATES), to: z.enum(FUND_STATES), reason: z.string().nullable(), at: instant }),
  ),
})
export type Management = z.output<typeof management>
