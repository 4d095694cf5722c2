import { z } from 'zod'
import { ROLES } from '../access.ts'
import { divisionCode } from '../divisions/shapes.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { userName } from './user-name.ts'
import { LINK_PURPOSES, PASSWORD_LEAST, PASSWORD_MOST, PERSON_STATES } from './vocab.ts'

export const role = z.enum(ROLES)

export const reach = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('division'), code: divisionCode }),
  z.strictObject({ kind: z.literal('organisation'), id: idOf('org') }),
])

/** A password being set: length is the only rule of form, so that a sentence of eleven characters will do. */
export const newPassword = z.string().min(PASSWORD_LEAST).max(PASSWORD_MOST)
/** A password being tried: any text, so that its form tells nothing. */
const triedPassword = z.string().min(1).max(PASSWORD_MOST)

const shownName = z.string().trim().min(1).max(40)
/** As people write it: digits, blanks, a leading +, dashes, an extension. */
const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s()-]{5,24}(转\d{1,6})?$/)

/** A role somebody holds, held or will hold. The last day counts. Never deleted, only ended. */
export const roleAssignment = z.object({
  id: idOf('assignment'),
  role,
  reach,
  /** Name of the division or organisation, as it is called today. */
  reachName: z.string(),
  fromOn: plainDate,
  toOn: plainDate.nullable(),
  grantedBy: idOf('person').nullable(),
  grantedAt: instant,
  endedBy: idOf('person').nullable(),
  endedAt: instant.nullable(),
  /** In force today: begun, not over, not ended. */
  inForce: z.boolean(),
})
export type RoleAssignment = z.output<typeof roleAssignment>

export const personListed = z.object({
  id: idOf('person'),
  userName: z.string(),
  shownName: z.string(),
  state: z.enum(PERSON_STATES),
  secondFactor: z.boolean(),
  lastSignInAt: instant.nullable(),
  /** Those in force and within the reader's reach; rights elsewhere are not the reader's business. */
  assignments: z.array(roleAssignment),
})
export type PersonListed = z.output<typeof personListed>

export const personRecord = personListed.extend({
  phone: z.string().nullable(),
  createdAt: instant,
  /** Holds rights outside the reader's reach: reset, hand-over and deactivation are then a wider administrator's. */
  holdsMore: z.boolean(),
  /** Until when an unused one-time link is open. */
  linkOpenUntil: instant.nullable(),
})
export type PersonRecord = z.output<typeof personRecord>

export const me = z.object({
  id: idOf('person'),
  userName: z.string(),
  shownName: z.string(),
  secondFactor: z.boolean(),
  recoveryCodesLeft: z.number().int().nullable(),
  sessionId: idOf('session'),
  /** The server's clock: which day it is does not depend on the reader's machine. */
  now: instant,
  /** In force now: what `can` takes. */
  assignments: z.array(roleAssignment),
})
export type Me = z.output<typeof me>

export const sessionListed = z.object({
  id: idOf('session'),
  /** Browser and system in a few words, never the whole header. */
  device: z.string(),
  signedInAt: instant,
  lastSeenAt: instant,
  current: z.boolean(),
})
export type SessionListed = z.output<typeof sessionListed>

export const signIn = z.strictObject({ userName: z.string().min(1).max(200), password: triedPassword })
export type SignIn = z.output<typeof signIn>

/** `second_factor`: the password was right and a code is asked for, within ten minutes. */
export const signInResult = z.object({ state: z.enum(['signed_in', 'second_factor']) })
export type SignInResult = z.output<typeof signInResult>

export const secondFactor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('totp'),
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  z.strictObject({ kind: z.literal('recovery'), code: z.string().trim().min(8).max(40) }),
])
export type SecondFactor = z.output<typeof secondFactor>

export const totpEnrolment = z.object({
  /** For the picture a phone reads. */
  uri: z.string(),
  /** The same secret for typing in, base 32. */
  secret: z.string(),
  /** Each good for one sign-in without the authenticator, once that is confirmed. Shown now and never again. */
  recoveryCodes: z.array(z.string()),
})
export type TotpEnrolment = z.output<typeof totpEnrolment>

/** Shown once; only their sealed form is kept. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) })

export const withPassword = z.strictObject({ password: triedPassword })
export const changePassword = z.strictObject({ current: triedPassword, next: newPassword })

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
export const linkToken = z.strictObject({ token })
export const linkLooked = z.object({
  purpose: z.enum(LINK_PURPOSES),
  userName: z.string().nullable(),
  shownName: z.string().nullable(),
  expiresAt: instant,
})
export const acceptLink = z.strictObject({ token, password: newPassword })
export const acceptFirstLink = z.strictObject({ token, userName, shownName, password: newPassword })
export type AcceptFirstLink = z.output<typeof acceptFirstLink>

/** `path` begins with "/"; the secret stands behind "#", so it reaches no server's or proxy's log. Shown once. */
export const linkMade = z.object({ personId: idOf('person'), path: z.string(), expiresAt: instant })
export type LinkMade = z.output<typeof linkMade>

export const newAssignment = z.strictObject({
  role,
  reach,
  /** Today when left out. */
  fromOn: plainDate.optional(),
  toOn: plainDate.optional(),
})
export type NewAssignment = z.output<typeof newAssignment>

export const createPerson = z.strictObject({ userName, shownName, phone: phone.optional(), assignment: newAssignment })
export type CreatePerson = z.output<typeof createPerson>

export const changePerson = z.strictObject({ shownName, phone: phone.nullable() })
export type ChangePerson = z.output<typeof changePerson>

export const resetPerson = z.strictObject({ removeSecondFactor: z.boolean() })
export const handOver = z.strictObject({ toPersonId: idOf('person') })
export const handedOver = z.object({ given: z.array(idOf('assignment')), ended: z.array(idOf('assignment')) })
export type HandedOver = z.output<typeof handedOver>

export const done = z.object({ done: z.literal(true) })
