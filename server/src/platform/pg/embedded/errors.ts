/**
 * The private database could not be started, reached or stopped.
 *
 * `message` says in one plain sentence what is wrong, `remedy` what a person can do about it. Neither ever holds a
 * password or a row of data, so both may be printed and logged.
 */
export class EmbeddedPostgresError extends Error {
  readonly remedy: string

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedPostgresError'
    this.remedy = remedy
  }
}

/** The way out that always exists: it ends most remedies. */
export const useOwnPostgres = 'or set DATABASE_URL to a PostgreSQL 18 of your own'

/** The words of an unknown error, for a sentence. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code of a file system or network error (`ENOENT`, `EACCES`, …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
