import { z } from 'zod'
import { divisionCode, divisionRef } from '../divisions/shapes.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { hasCreditCodeForm, normaliseCreditCode } from './credit-code.ts'
import { ORGANISATION_KINDS, ORGANISATION_STATUSES, RATINGS } from './vocab.ts'

export const organisationId = idOf('org')
export const organisationKind = z.enum(ORGANISATION_KINDS)
export const organisationStatus = z.enum(ORGANISATION_STATUSES)

/** Brought to its kept form; whether its check character holds is the registry's to say. */
export const creditCode = z
  .codec(z.string().max(40), z.string().refine(hasCreditCodeForm), {
    decode: normaliseCreditCode,
    encode: (code) => code,
  })
  .meta({ description: 'Unified social credit code, 18 characters, GB 32100-2015' })

/** The office's published number, shown to everybody: no private number of a person. */
export const officePhone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 ()-]{3,24}[0-9](转[0-9]{1,6})?$/)
  .meta({ description: 'Telephone of the office, as it may be published' })

/** Where letters reach the office, as it may be published. */
const officeAddress = z.string().trim().min(2).max(200)
/** The office's address for mail, as it may be published. */
const officeEmail = z.email().max(100)

/** What holds today. The law has the bureau publish it (Charity Law 75–76). */
const qualifications = z.object({
  publicFundraising: z.object({ number: z.string(), issuer: z.string(), validTo: plainDate.nullable() }).nullable(),
  /** The last day on which gifts can be deducted. */
  taxDeductionTo: plainDate.nullable(),
  rating: z.enum(RATINGS).nullable(),
})

/** What anybody may see. */
export const organisation = z.object({
  id: organisationId,
  name: z.string(),
  creditCode: z.string(),
  kind: organisationKind,
  charity: z.boolean(),
  /** Where its registering authority sits. */
  registeredIn: divisionRef,
  /** When it was founded as a legal person (成立登记). */
  registeredOn: plainDate.nullable(),
  status: organisationStatus,
  officePhone: z.string().nullable(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  qualifications,
  demonstration: z.boolean(),
  updated: instant,
})
export type Organisation = z.output<typeof organisation>

/** What staff in whose reach it lies see beside that. */
export const managedOrganisation = organisation.extend({
  statusSince: plainDate.nullable(),
  remark: z.string(),
  createdAt: instant,
  /** Handed back with a change, so that two people do not overwrite each other. */
  version: z.number().int(),
})
export type ManagedOrganisation = z.output<typeof managedOrganisation>

const name = z.string().trim().min(2).max(100)
const remark = z.string().trim().max(2000)

export const registerInput = z.strictObject({
  name,
  creditCode,
  kind: organisationKind,
  charity: z.boolean(),
  registeredIn: divisionCode,
  registeredOn: plainDate.nullable().optional(),
  officePhone: officePhone.nullable(),
  address: officeAddress.nullable().optional(),
  email: officeEmail.nullable().optional(),
  remark: remark.default(''),
})
export type RegisterInput = z.output<typeof registerInput>

/** What the body itself keeps up: left out stays as it is, null takes it away. */
export const contactInput = z.strictObject({
  version: z.number().int(),
  officePhone: officePhone.nullable(),
  address: officeAddress.nullable().optional(),
  email: officeEmail.nullable().optional(),
})

/** What only a registering authority changes; a body does not declare itself a charity. */
export const registrationInput = z.strictObject({
  version: z.number().int(),
  name,
  kind: organisationKind,
  charity: z.boolean(),
  registeredIn: divisionCode,
  /** Left out stays as it is. */
  registeredOn: plainDate.nullable().optional(),
  status: organisationStatus,
  /** From which day the status holds; needed when it changes. */
  statusSince: plainDate.nullable(),
  remark,
})
