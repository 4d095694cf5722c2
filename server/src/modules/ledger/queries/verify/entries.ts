import type { StoredLine } from '../rows.ts'
import { digestOf, PART, partOf, sealAfter } from './digest.ts'
import type { Fault } from './fault.ts'
import { headValues, lineValues, type SealedEntry } from './sealed.ts'

/** The seal of an entry that stands as it was written, or the row that does not. */
type Checked = { readonly seal: Buffer; readonly fault?: undefined } | { readonly fault: Fault }

/**
 * Holds one entry against what was sealed when it was written and against the rule of all entries: its number follows,
 * its debits and credits are equal and are what the head says.
 */
export function checkSealed(
  head: SealedEntry,
  lines: readonly StoredLine[],
  before: { readonly number: bigint; readonly seal: Uint8Array },
): Checked {
  const faulty = (table: Fault['table'], row: string, what: string): Checked => ({ fault: { table, row, what } })
  const name = `${head.id} (no. ${head.number})`
  if (head.number !== before.number + 1n) return faulty('entries', name, `number ${before.number + 1n} is missing`)
  if (head.seal === null || head.parts === null) return faulty('seals', head.id, 'is missing')
  const digests = [digestOf(headValues(head)), ...lines.map((line) => digestOf(lineValues(line)))]
  const kept = Array.from({ length: head.parts.length / PART }, (_, n) =>
    head.parts?.subarray(n * PART, (n + 1) * PART),
  )
  const changed = digests.findIndex((digest, n) => !kept[n]?.equals(partOf(digest)))
  if (changed === 0) return faulty('entries', name, 'is not as it was written')
  if (changed > 0) return faulty('lines', `${head.id}/${lines[changed - 1]?.no}`, 'is not as it was written')
  if (kept.length > digests.length) return faulty('lines', `${head.id}/${kept.length - 1}`, 'is missing')
  const seal = sealAfter(before.seal, digests)
  if (!seal.equals(head.seal)) return faulty('seals', head.id, 'does not follow from the seal before and the entry')
  const sum = sums(lines)
  if (sum.debit !== sum.credit || sum.debit !== head.total_fen) {
    return faulty('entries', name, `debits ${sum.debit}, credits ${sum.credit}, head says ${head.total_fen}`)
  }
  return { seal }
}

function sums(lines: readonly StoredLine[]): Record<'debit' | 'credit', bigint> {
  let debit = 0n
  let credit = 0n
  for (const line of lines) {
    if (line.side === 'debit') debit += line.amount_fen
    else credit += line.amount_fen
  }
  return { debit, credit }
}
