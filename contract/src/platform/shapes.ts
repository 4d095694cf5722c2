import { z } from 'zod'

/** What anybody may know of this server. */
export const about = z.object({
  version: z.string(),
  /** Everything here is made up: every page says so. */
  demonstration: z.boolean(),
  /** No organisation yet, hence no fund and no gift. */
  empty: z.boolean(),
})
export type About = z.output<typeof about>

/** A made-up person of the demonstration, as an administrator of it may hand them out. */
const demonstrationSignIn = z.object({
  userName: z.string(),
  password: z.string(),
  shownName: z.string(),
  role: z.string(),
  /** Name of the division or organisation the role is tied to. */
  place: z.string(),
})
export type DemonstrationSignIn = z.output<typeof demonstrationSignIn>

export const demonstration = z.object({
  /** `none` while nothing is decided, and for ever on a real platform. */
  state: z.enum(['none', 'filling', 'ready']),
  done: z.number().int(),
  /** Null until it is known how much there is to do. */
  total: z.number().int().nullable(),
  signIns: z.array(demonstrationSignIn),
})
export type Demonstration = z.output<typeof demonstration>
