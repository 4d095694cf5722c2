import type { Tx } from '#platform/pg/db.ts'

/** Facts kept beside a division are part of what is shown of it: readers see by `updated` that something moved. */
export async function touch(tx: Tx, code: string): Promise<void> {
  await tx.db.updateTable('divisions.divisions').set({ updated_at: tx.now }).where('code', '=', code).execute()
}
