import { type Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { evaluate, type Judgement, sorted } from '../logic/evaluate.ts'
import type { FactsOf, Kind } from '../logic/facts.ts'
import type { Finding } from '../logic/finding.ts'
import { blockWords } from '../logic/told.ts'
import { settingsOf } from './changes.ts'

/** Facts of one or several kinds about one thing → all that is found, in the order in which the kinds are named. */
export type Judge = (facts: Partial<FactsOf>) => Judgement

/** The regulations as they stand today, read once; what they say of facts, then, without asking the database again. */
export async function judgeOf(tx: Tx): Promise<Judge> {
  const settings = await settingsOf(tx)
  return (facts) =>
    sorted(
      (Object.keys(facts) as Kind[]).flatMap((kind) => {
        const known = facts[kind]
        return known ? evaluate(kind, known, settings, tx.today) : []
      }),
    )
}

/** What the regulations, as they stand today, say about facts. */
export const judge = async <K extends Kind>(tx: Tx, kind: K, facts: FactsOf[K]): Promise<Judgement> =>
  (await judgeOf(tx))({ [kind]: facts } as Partial<FactsOf>)

/**
 * Stops where a regulation stands against it, with its number, title and source; the first in the order of the rule book.
 * @throws Refusal regulations.blocked
 */
export function refuseIfBlocked({ blocks }: { readonly blocks: readonly Finding[] }): void {
  const [first] = blocks
  if (first) throw blockedBy(first)
}

/** The same for one of a batch, to be handed back instead of thrown. */
export const blockedBy = (block: Finding): Refusal => refuse('regulations.blocked', blockWords(block))
