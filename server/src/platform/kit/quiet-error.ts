/** What may be written down about an error: its kind and its place, never the values it speaks of. */
export type QuietError = {
  /** The name of the error's class. */
  readonly type: string
  readonly message: string
  /** The places in the code, without the first lines: those repeat the message. */
  readonly stack: string
  readonly code?: string
  readonly table?: string
  readonly constraint?: string
}

const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * Strips an error for the log. PostgreSQL puts the offending value into `message` ("invalid input syntax …: '张三'") and
 * the whole row into `detail`; both may be personal, so a database error keeps its code, table and constraint only.
 */
export function quietError(error: unknown): QuietError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' }
  const { code, table, constraint } = error as Error & Partial<Record<'code' | 'table' | 'constraint', unknown>>
  const fromDatabase = typeof code === 'string' && SQLSTATE.test(code)
  return {
    type: error.name,
    message: fromDatabase ? `database error ${code}` : error.message,
    stack: placesOf(error),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  }
}

/** A message of several lines may look like places, so it is cut off as a whole; a stack that lacks it is not trusted. */
function placesOf({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message)
  if (at < 0) return ''
  const lines = stack.slice(at + message.length).split('\n')
  return lines.filter((line) => /^\s+at /.test(line)).join('\n')
}
