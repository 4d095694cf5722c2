/** SQLSTATE codes after which the same work, run again, may succeed: nothing was written. */
const RETRYABLE: ReadonlySet<string> = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
])

/**
 * Signs that the database is away or going: the caller may come back with the same key. Codes of PostgreSQL (class 08 is
 * "connection exception"), of the network, and the words of pg, which gives its own errors no code.
 */
const UNAVAILABLE: ReadonlySet<string> = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])
const LOST_CONNECTION =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

export const retryable = (error: unknown): boolean => RETRYABLE.has(codeOf(error))

export const unavailable = (error: unknown): boolean =>
  UNAVAILABLE.has(codeOf(error)) ||
  /^08[0-9A-Z]{3}$/.test(codeOf(error)) ||
  (error instanceof Error && LOST_CONNECTION.test(error.message))

/** Is this the unique violation of the named constraint? Lets an action turn a race into its refusal. */
export const violates = (error: unknown, constraint: string): boolean =>
  typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === constraint
