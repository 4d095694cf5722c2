import type { Language } from '@shanju/contract/kit/language.ts'

/** What the server hands in for one page. Nothing else of the request reaches the portal. */
export interface PortalRequest {
  /** The path as sent, with its percent signs: `/d/150602`. */
  readonly path: string
  readonly query: Readonly<Record<string, string | undefined>>
  /** What the browser asks for; a cookie or `?lang=` speaks louder. */
  readonly language: Language
  /** Large type asked for by other means than our own cookie or `?type=`. */
  readonly largeType?: boolean
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly now: Date
  /** `https://…` as the reader's browser wrote it; a city's own setting speaks louder. */
  readonly origin?: string
}

export interface PortalAnswer {
  readonly status: number
  /** `set-cookie` is a list, everything else one value. */
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly html: string
}
