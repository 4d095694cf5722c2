import { createHmac, timingSafeEqual } from 'node:crypto'

export type CookieName = 'session_token' | 'two_factor' | 'device'

/** Full name of one of our cookies; the prefix makes browsers keep it to https. */
export const cookieName = (name: CookieName, secure: boolean): string => `${secure ? '__Secure-' : ''}shanju.${name}`

/** One cookie of a Cookie header, decoded; undefined when absent or malformed. */
function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue
    try {
      return decodeURIComponent(part.slice(equals + 1).trim())
    } catch {
      return undefined
    }
  }
  return undefined
}

/**
 * The value of a cookie that the sign-in library signed (`value.base64(HMAC-SHA-256)`). Checked here, because every
 * request asks who it is and must cost one query, not the library's three.
 */
export function readSigned(header: string, name: string, secret: string): string | undefined {
  const signed = readCookie(header, name)
  const dot = signed?.lastIndexOf('.') ?? -1
  if (!signed || dot < 1) return undefined
  const value = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(value).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}

const DEVICE_SECONDS = 180 * 24 * 3600

/** Set-Cookie line by which a browser is known again; it opens nothing, it only counts wrong tries apart. */
export const deviceCookie = (value: string, secure: boolean): string =>
  `${cookieName('device', secure)}=${value}; Max-Age=${DEVICE_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** A device cookie's value, when it has the form of one of ours. */
export function readDevice(header: string, secure: boolean): string | undefined {
  const value = readCookie(header, cookieName('device', secure))
  return value && /^[A-Za-z0-9_-]{22}$/.test(value) ? value : undefined
}
