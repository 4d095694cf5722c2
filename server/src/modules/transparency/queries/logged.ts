import type { Tx } from '#platform/pg/db.ts'
import type { LeafDraft } from '../logic/seal-leaf.ts'

/** What must stand in the log for these rows, as their tables tell it now; rows not known are left out. */
export type DraftsOf = (tx: Tx, subjectIds: readonly string[]) => Promise<Map<string, LeafDraft>>

/** A table of which each row stands in the log, under its `id`, a UUIDv7 or drawn by chance. */
export interface LoggedRows {
  /** With its schema. */
  readonly table: string
  readonly drafts: DraftsOf
}
