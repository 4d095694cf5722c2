/** Thrown by every parser of this folder: the bytes or text are not in the one accepted form. Never carries the input itself. */
export class Malformed extends Error {
  /** What was being read, e.g. `note`, `tile path`: stable, for tests and for choosing a sentence. */
  readonly what: string

  constructor(what: string, why: string) {
    super(`${what}: ${why}`)
    this.name = 'Malformed'
    this.what = what
  }
}

/** The value of a parser, or undefined when it refuses; any other error is a defect and passes through. */
export function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}
