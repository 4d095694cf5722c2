/** What the checks let pass, each with its reason. An entry that is no longer needed is itself a finding. */
export type Exception = {
  /** A file, or a folder when it ends in a slash. */
  path: string
  reason: string
}

/** Files of more than 400 lines. */
export const longFiles: readonly Exception[] = []

/** Files that nothing imports because something else starts them, beyond tests and what package.json and HTML name. */
export const entries: readonly Exception[] = []
