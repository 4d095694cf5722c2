import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import {
  AUTHORITY_KINDS,
  PAID_KINDS,
  PAYEE_KINDS,
  PAYMENT_STEP_NAMES,
  PROOF_KINDS,
  PROOF_TYPES,
  REQUEST_STATES,
} from './vocab.ts'

const fundRef = z.object({ id: idOf('fund'), name: z.string() })
const someone = z.object({ id: idOf('person'), name: z.string() })
const reason = z.string().trim().min(2).max(300)

/** Who is paid, as lists show it: bodies by name, people by the first letter of theirs. */
export const payee = z.object({
  id: idOf('payee'),
  kind: z.enum(PAID_KINDS),
  label: z.string(),
  lastFour: z.string(),
  host: z.object({ id: idOf('org'), name: z.string() }),
  verified: z.object({ at: instant, by: someone }).nullable(),
  ended: z.boolean(),
  addedAt: instant,
  addedBy: someone,
})
export type Payee = z.output<typeof payee>

export const payeeWords = z.object({ name: z.string(), bankName: z.string(), accountNumber: z.string() })
export type PayeeWords = z.output<typeof payeeWords>

export const addPayee = z.strictObject({
  /** The fund they are to be paid from; whoever hosts it pays. */
  fundId: idOf('fund'),
  kind: z.enum(PAID_KINDS),
  name: z.string().trim().min(2).max(100),
  bankName: z.string().trim().min(2).max(60),
  accountNumber: z
    .string()
    .trim()
    .overwrite((text) => text.replace(/[\s-]/g, ''))
    .regex(/^\d{8,32}$/),
})
export type AddPayee = z.output<typeof addPayee>

/** What payments rest on, and what of it is left. */
export const authority = z.object({
  id: idOf('authority'),
  fund: fundRef,
  kind: z.enum(AUTHORITY_KINDS),
  source: z.enum(['resolution', 'board']),
  motionId: idOf('motion'),
  payeeKind: z.enum(PAYEE_KINDS),
  capFen: fen,
  eachCapFen: fen.nullable(),
  validFrom: plainDate,
  validTo: plainDate,
  ratifyBy: plainDate.nullable(),
  ratified: z.boolean(),
  ended: z.boolean(),
  madeAt: instant,
  liveFen: fen,
  paidFen: fen,
  leftFen: fen,
  /** Of the work that the decision is about: what a payment may name. */
  project: z
    .object({
      id: idOf('project'),
      name: z.string(),
      lines: z.array(z.string()),
      milestones: z.array(z.string()),
      over: z.boolean(),
    })
    .nullable(),
  /** Why nothing may be asked for under it today; null where something may. */
  against: z.string().nullable(),
})
export type Authority = z.output<typeof authority>

export const requestPayment = z.strictObject({
  authorityId: idOf('authority'),
  payeeId: idOf('payee'),
  amountFen: fen,
  purpose: z.string().trim().min(2).max(200),
  /** Of the project that the authority is about. */
  budgetLine: z.string().trim().min(1).max(100).nullable().default(null),
  milestone: z.string().trim().min(1).max(100).nullable().default(null),
  /** Why it goes on although something is warned of. */
  reason: z.string().trim().max(300).default(''),
})
export type RequestPayment = z.output<typeof requestPayment>

export const paymentListed = z.object({
  id: idOf('payment'),
  code: z.string(),
  state: z.enum(REQUEST_STATES),
  fund: fundRef,
  payee: z.object({ id: idOf('payee'), kind: z.enum(PAID_KINDS), label: z.string() }),
  amountFen: fen,
  paidFen: fen,
  returnedFen: fen,
  purpose: z.string(),
  /** An emergency that nobody ratified yet. */
  unratified: z.boolean(),
  requestedAt: instant,
  paidAt: instant.nullable(),
  reachedAt: instant.nullable(),
  /** From the request to the bank's debit. */
  hoursToPay: z.number().nullable(),
})
export type PaymentListed = z.output<typeof paymentListed>

const paymentStep = z.object({
  no: z.number().int(),
  step: z.enum([...PAYMENT_STEP_NAMES]),
  by: someone,
  at: instant,
  amountFen: fen.nullable(),
  on: plainDate.nullable(),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
})

const proof = z.object({
  id: idOf('proof'),
  kind: z.enum(PROOF_KINDS),
  confirmedOn: plainDate,
  by: someone,
  at: instant,
  mediaType: z.enum(PROOF_TYPES).nullable(),
})

/** What somebody may do next, or what stands against it for them. */
const possible = z.object({
  step: z.enum([...PAYMENT_STEP_NAMES]),
  against: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const payment = paymentListed.extend({
  host: z.object({ id: idOf('org'), name: z.string() }),
  authority: authority.omit({ project: true }),
  projectId: idOf('project').nullable(),
  budgetLine: z.string().nullable(),
  milestone: z.string().nullable(),
  requestedBy: someone,
  steps: z.array(paymentStep),
  proofs: z.array(proof),
  next: z.array(possible),
})
export type Payment = z.output<typeof payment>

/** Time from the request to the bank's debit, of what was paid lately. */
export const paymentCounts = z.object({
  requested: z.number().int(),
  checked: z.number().int(),
  approved: z.number().int(),
  sent: z.number().int(),
  toProve: z.number().int(),
  paidCount: z.number().int(),
  /** Half of them were faster. */
  medianHours: z.number().nullable(),
})
export type PaymentCounts = z.output<typeof paymentCounts>

export const giveReason = z.strictObject({ reason })

/** What the bank answered to one order. */
export const bankAnswer = z.strictObject({
  on: plainDate,
  reference: z.string().trim().min(1).max(64).nullable().default(null),
  /** Left out: the whole sum. */
  amountFen: fen.nullable().default(null),
})
export type BankAnswer = z.output<typeof bankAnswer>

export const addProof = z.strictObject({
  kind: z.enum(PROOF_KINDS).exclude(['signature']),
  words: z.string().trim().min(2).max(300),
  confirmedOn: plainDate,
})
export type AddProof = z.output<typeof addProof>

export const batch = z.object({
  id: idOf('batch'),
  number: z.number().int(),
  account: z.object({ id: idOf('bank'), bankName: z.string(), lastFour: z.string() }),
  host: z.object({ id: idOf('org'), name: z.string() }),
  madeBy: someone,
  madeAt: instant,
  count: z.number().int(),
  sumFen: fen,
  /** Of these the bank has not answered yet. */
  openCount: z.number().int(),
})
export type Batch = z.output<typeof batch>

/** What a result file of the bank did, or would do. */
export const bankResult = z.object({
  rowCount: z.number().int(),
  paidCount: z.number().int(),
  failedCount: z.number().int(),
  returnedCount: z.number().int(),
  repeatedCount: z.number().int(),
  problems: z.array(z.object({ row: z.number().int(), message: z.string() })),
})
export type BankResult = z.output<typeof bankResult>

/** What everybody may know of a payment: never a person's name. */
export const publicPayment = z.object({
  code: z.string(),
  on: plainDate,
  amountFen: fen,
  returnedFen: fen,
  purpose: z.string(),
  /** Null for people. */
  payee: z.string().nullable(),
  reached: z.boolean(),
  hoursToPay: z.number(),
})
export type PublicPayment = z.output<typeof publicPayment>
