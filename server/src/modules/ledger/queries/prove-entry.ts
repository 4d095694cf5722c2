import { type Proof, prove } from '#modules/transparency/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type PostedEntry, partsOfEntry } from '../logic/index.ts'
import { getEntry } from './get-entry.ts'

/**
 * The proof of an entry for whoever gave what it records: lays open its head, each line of income, and what is private of the
 * first of them (the gift's code stands there). The other lines stay closed, which keeps the receipt small.
 * @throws Refusal ledger.entry_not_found
 */
export async function proveEntry(tx: Tx, entryId: string): Promise<Proof> {
  const entry = await getEntry(tx, entryId)
  const income = entry.lines.flatMap((line, n) => (line.account.startsWith('4') ? [2 * n + 1] : []))
  const [first] = income
  const open = [0, ...income, ...(first === undefined ? [] : [first + 1])].sort((a, b) => a - b)
  return proofOf(tx, entry, open)
}

/** The proof to hand to anybody: lays open all that is public of the entry. @throws Refusal ledger.entry_not_found */
export async function proveEntryPublicly(tx: Tx, entryId: string): Promise<Proof> {
  const entry = await getEntry(tx, entryId)
  return proofOf(tx, entry, [0, ...entry.lines.map((_line, n) => 2 * n + 1)])
}

function proofOf(tx: Tx, entry: PostedEntry, open: readonly number[]): Promise<Proof> {
  return prove(tx, { subjectId: entry.id, parts: partsOfEntry(entry, entry.seq), corrects: entry.reverses }, open)
}
