import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { evaluate, type Judgement, sorted } from '../logic/evaluate.ts'
import type { FactsOf, Kind } from '../logic/facts.ts'
import type { Finding } from '../logic/finding.ts'
import { blockWords } from '../logic/told.ts'
import { settingsOf } from './changes.ts'

/** What the regulations, as they stand today, say about facts. */
export async function judge<K extends Kind>(tx: Tx, kind: K, facts: FactsOf[K]): Promise<Judgement> {
  const [judgement] = await judgeAll(tx, kind, [facts])
  if (!judgement) throw new Error('one judgement for each')
  return judgement
}

/** The same for a batch, settings read once; the answers in the order of the questions. */
export async function judgeAll<K extends Kind>(tx: Tx, kind: K, facts: readonly FactsOf[K][]): Promise<Judgement[]> {
  const settings = await settingsOf(tx)
  return facts.map((each) => sorted(evaluate(kind, each, settings, tx.today)))
}

/**
 * Stops where a regulation stands against it, with its number, title and source; the first in the order of the rule book.
 * @throws Refusal regulations.blocked
 */
export function refuseIfBlocked({ blocks }: { readonly blocks: readonly Finding[] }): void {
  const [first] = blocks
  if (first) throw refuse('regulations.blocked', blockWords(first))
}
