/** One test, type check or lint that did not pass. */
export type Failure = {
  title: string
  /** What a person needs to mend it: message, difference, stack, output. May be long. */
  detail: string
}

/** What came of one task: a test file, a type check, the lint. */
export type Outcome = {
  title: string
  passed: number
  failures: readonly Failure[]
  seconds: number
}

export type Task = {
  title: string
  /** The titles of its outcomes, where they are several. */
  parts?: readonly string[]
  run(signal: AbortSignal): Promise<Outcome | readonly Outcome[]>
}
