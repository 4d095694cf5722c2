import { z } from 'zod'
import { divisionRef } from '../divisions/shapes.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { officePhone, organisation, organisationKind, organisationStatus } from './shapes.ts'
import {
  CERTIFICATE_KINDS,
  DUTIES,
  END_REASONS,
  IMPORT_STATES,
  PARTY_FORMS,
  PARTY_GAPS,
  PARTY_STATES,
  RATINGS,
} from './vocab.ts'

/** Who wrote a revision and when; null for the system. */
const recorded = { revision: z.number().int(), recordedAt: instant, recordedBy: idOf('person').nullable() }
/** Why a record was taken back as entered by mistake; null while it stands. */
const withdrawn = z.string().nullable()

/** Revisions of one thing: as it stands, and how it stood before, latest first. */
const withHistory = <T extends z.ZodType>(row: T) => z.object({ now: row, before: z.array(row) })

export const certificateId = idOf('cert')
export const certificate = z.object({
  id: certificateId,
  kind: z.enum(CERTIFICATE_KINDS),
  number: z.string().nullable(),
  level: z.enum(RATINGS).nullable(),
  issuer: z.string(),
  document: z.string(),
  fromOn: plainDate,
  /** The last day; null: no end is stated. */
  toOn: plainDate.nullable(),
  endedOn: plainDate.nullable(),
  endReason: z.enum(END_REASONS).nullable(),
  holdsToday: z.boolean(),
  withdrawn,
  ...recorded,
})
export type Certificate = z.output<typeof certificate>
export const certificateWithHistory = withHistory(certificate)

const document = z.string().trim().max(300).default('')

/** As the certificate says. Which fields a kind needs is the registry's to say. */
export const certificateInput = z.strictObject({
  kind: z.enum(CERTIFICATE_KINDS),
  number: z.string().trim().min(2).max(60).nullable(),
  level: z.enum(RATINGS).nullable(),
  issuer: z.string().trim().min(2).max(100),
  /** Title, number and date of the paper that says so. */
  document,
  fromOn: plainDate,
  toOn: plainDate.nullable(),
  endedOn: plainDate.nullable().default(null),
  endReason: z.enum(END_REASONS).nullable().default(null),
})
export type CertificateInput = z.output<typeof certificateInput>

const revision = z.number().int().meta({ description: 'The revision that was looked at' })
export const certificateChange = certificateInput.extend({ revision })
export const withdrawInput = z.strictObject({ revision, reason: z.string().trim().min(2).max(300) })

const personName = z.string().trim().min(1).max(40)
const privatePhone = officePhone.nullable().default(null)

export const staffId = idOf('staff')
const staffMember = z.object({
  id: staffId,
  /** Null once it was erased. */
  name: z.string().nullable(),
  phone: z.string().nullable(),
  duty: z.enum(DUTIES),
  title: z.string(),
  fullTime: z.boolean(),
  fromOn: plainDate,
  toOn: plainDate.nullable(),
  withdrawn,
  ...recorded,
})
export type StaffMember = z.output<typeof staffMember>
export const staffWithHistory = withHistory(staffMember)

export const staffInput = z.strictObject({
  name: personName,
  phone: privatePhone,
  duty: z.enum(DUTIES),
  title: z.string().trim().max(60).default(''),
  fullTime: z.boolean(),
  fromOn: plainDate,
  toOn: plainDate.nullable(),
})
export const staffChange = staffInput.extend({ revision })

/** Whom a bureau asks for; null: nobody is named. */
export const contactPerson = z.object({
  person: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  revision: z.number().int(),
})
export const contactPersonInput = z.strictObject({
  revision,
  person: z.strictObject({ name: personName, phone: privatePhone }).nullable(),
})

/** How a body was registered and reached at each of its versions, latest first: its status history among it. */
export const registration = z.object({
  version: z.number().int(),
  name: z.string(),
  kind: organisationKind,
  charity: z.boolean(),
  registeredIn: divisionRef,
  registeredOn: plainDate.nullable(),
  status: organisationStatus,
  statusSince: plainDate.nullable(),
  officePhone: z.string().nullable(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  recordedAt: instant,
  recordedBy: idOf('person').nullable(),
})
export type Registration = z.output<typeof registration>

export const partyRecordId = idOf('party')
export const partyRecord = z.object({
  id: partyRecordId,
  form: z.enum(PARTY_FORMS),
  name: z.string(),
  /** Head, instructor or liaison; null where nobody is named. */
  person: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  fromOn: plainDate,
  toOn: plainDate.nullable(),
  /** Formed in step with the registration of a new body (登记时同步组建). */
  inStep: z.boolean(),
  evidence: z.string(),
  withdrawn,
  ...recorded,
})
export type PartyRecord = z.output<typeof partyRecord>

export const partyInput = z.strictObject({
  form: z.enum(PARTY_FORMS),
  /** Full name of the party organisation; of union or league where there is one. */
  name: z.string().trim().max(100).default(''),
  person: z.strictObject({ name: personName, phone: privatePhone }).nullable(),
  fromOn: plainDate,
  toOn: plainDate.nullable(),
  inStep: z.boolean(),
  /** Document that says so: title, number, date. */
  evidence: z.string().trim().max(300).default(''),
})
export const partyChange = partyInput.extend({ revision })

const partyMembers = z.object({ fullMembers: z.number().int(), asOf: plainDate, ...recorded })
export const partyMembersInput = z.strictObject({
  /** 0 where none was stated yet. */
  revision,
  fullMembers: z.number().int().min(0).max(10_000),
  asOf: plainDate,
})

const judged = { state: z.enum(PARTY_STATES), gaps: z.array(z.enum(PARTY_GAPS)) }
export const partyFile = z.object({
  ...judged,
  /** Null before anybody stated it. */
  members: partyMembers.nullable(),
  records: z.array(withHistory(partyRecord)),
})
export type PartyFile = z.output<typeof partyFile>

/** A body in the list of party-building, for bureaus. */
export const partyListed = z.object({
  organisation: organisation.pick({ id: true, name: true, kind: true, registeredIn: true, registeredOn: true }),
  ...judged,
  /** What is there today, strongest first. */
  forms: z.array(z.enum(PARTY_FORMS)),
})
export type PartyListed = z.output<typeof partyListed>

/** Bodies registered in one place, and how party work stands there. */
export const partyCount = z.object({
  division: divisionRef,
  total: z.number().int(),
  organisation: z.number().int(),
  fallback: z.number().int(),
  none: z.number().int(),
  ripe: z.number().int(),
  notInStep: z.number().int(),
})
export type PartyCount = z.output<typeof partyCount>

export const importId = idOf('orgimport')
export const organisationImport = z.object({
  id: importId,
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  rowCount: z.number().int(),
  goodCount: z.number().int(),
  /** Rows whose body is in the registry already: left out, not counted as wrong. */
  repeatedCount: z.number().int(),
  badCount: z.number().int(),
  startedAt: instant,
  updatedAt: instant,
})
export type OrganisationImport = z.output<typeof organisationImport>

/** What is wrong with a row (then nothing is taken over), or a warning about it. */
export const importProblem = z.object({
  row: z.number().int(),
  column: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  warning: z.boolean(),
  message: z.string(),
})
export type ImportProblem = z.output<typeof importProblem>
