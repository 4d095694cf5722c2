import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { Outer } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { deviceFrom } from '../logic/device.ts'
import { type CookieName, cookieName } from './cookies.ts'
import { libraryOptions } from './options.ts'

export const librarySecret = (tx: Pick<Tx, 'secrets'>): string => tx.secrets.derive('sign-in library').toString('hex')

/**
 * The sign-in library, working inside the caller's transaction: what it writes stands or falls with our own rows and
 * the trail. Making one costs about half a millisecond, less than any password check.
 * @param secure whether cookies may only travel over https
 */
export const openLibrary = (tx: Tx, secure = false) =>
  betterAuth({
    ...libraryOptions(librarySecret(tx), secure),
    database: { db: tx.db, type: 'postgres', schemaName: 'identity', transaction: false },
  })
export type Library = ReturnType<typeof openLibrary>

/**
 * What the library reads of the request: the cookie it needs for this call and no other (a session in the same browser
 * must not decide whose code is checked), and the browser in two words instead of its whole header.
 */
export function headersFor(outer: Outer, ...needed: readonly CookieName[]): Headers {
  const names = needed.map((name) => cookieName(name, outer.secure))
  const kept = outer.cookie.split(';').filter((part) => names.includes(part.slice(0, part.indexOf('=')).trim()))
  return new Headers({ cookie: kept.join(';'), 'user-agent': deviceFrom(outer.userAgent) })
}

export type Outcome<T> =
  | { readonly code?: never; readonly cookies: readonly string[]; readonly response: T }
  | { readonly code: string; readonly cookies: readonly string[] }

/**
 * Calls one of the library's endpoints. Its expected refusals come back as their code; everything else is a defect.
 * @example await ask(() => library.api.signOut({ headers, returnHeaders: true }))
 */
export async function ask<T>(call: () => Promise<{ headers: Headers; response: T }>): Promise<Outcome<T>> {
  try {
    const { headers, response } = await call()
    return { cookies: headers.getSetCookie(), response }
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error
    const headers = error.headers ? new Headers(error.headers) : undefined
    return { code: error.body?.code ?? 'UNKNOWN', cookies: headers?.getSetCookie() ?? [] }
  }
}
