import type { Subject } from '@shanju/contract/access.ts'

/** A place as people read it from above to below, without the city that is everybody's: 东胜区 / 天骄街道 / 吉劳庆社区. */
export const pathName = (path: readonly { readonly name: string }[]): string =>
  (path.length > 1 ? path.slice(1) : path).map((step) => step.name).join(' / ')

/** A fund's place and host, for `can`. The server asks with its own facts; this only decides what looks usable. */
export const subjectOf = (fund: {
  readonly path: readonly { readonly code: string }[]
  readonly host: { readonly id: string }
}): Subject => ({ divisions: fund.path.map((step) => step.code), organisationIds: [fund.host.id] })

/** Whose a set of books is, for `can`. */
export const ofHost = (hostId: string): Subject => ({ organisationIds: [hostId] })

/** Codes of a place and all above it, read off the code itself: 6 digits, then 3 for the town, 3 for the community. */
export const above = (code: string): string[] =>
  [`${code.slice(0, 4)}00`, code.slice(0, 6), code.slice(0, 9), code].filter(
    (each, at, all) => all.indexOf(each) === at,
  )
