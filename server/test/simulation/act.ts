import type { Posted } from '#modules/ledger/actions/post.ts'
import { type KeyedDraft, post } from '#modules/ledger/index.ts'
import type { EntryDraft } from '#modules/ledger/logic/index.ts'
import { type Model, potChanges } from './model.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** One thing somebody does to the books, and what the world outside expects of it. */
export interface Act {
  readonly name: string
  /** The refusal that must come; undefined when it must be done. */
  readonly expects?: string
  perform(): Promise<unknown>
  /** What an answer says that must be the same each time; a repeat is compared by it. */
  essence(answer: unknown): unknown
  /**
   * Puts what was done into the model.
   * @param before whether an earlier try was carried out and its answer lost; undefined where nobody can know
   * @throws Error when the answer cannot be right
   */
  learn(answer: unknown, before: boolean | undefined): void
}

export interface Stage {
  readonly world: World
  readonly model: Model
  readonly random: Random
  /** The day it is, in Shanghai. */
  today(): string
}

/** Posts drafts through the door of the ledger. */
export function postAct(stage: Stage, name: string, drafts: readonly KeyedDraft[], expects?: string): Act {
  return {
    name: `${name} (${drafts.map(({ key }) => key).join(', ')})`,
    ...(expects === undefined ? {} : { expects }),
    perform: () => stage.world.fresh.database.transact('simulation', (tx) => post(tx, drafts)),
    essence: (answer) => (answer as Posted[]).map(({ id, number }) => `${number} ${id}`),
    learn: (answer, before) => {
      const posted = answer as Posted[]
      drafts.forEach(({ key, draft }, index) => {
        const one = posted[index]
        if (!one) throw new Error(`${key} has no answer`)
        if (one.fresh === before)
          throw new Error(`${key} says fresh: ${one.fresh}, and it was ${before ? '' : 'not '}there`)
        learnPosted(stage.model, key, draft, one.id)
      })
    },
  }
}

function learnPosted(model: Model, key: string, draft: EntryDraft, entryId: string): void {
  const totalFen = draft.lines.reduce((sum, line) => (line.side === 'debit' ? sum + line.amountFen : sum), 0n)
  const pots = potChanges(draft)
  model.learnEntry(draft.book, key, totalFen, pots)
  model.undoable.push({ entryId, book: draft.book, postedOn: draft.postedOn, totalFen, pots })
}

/** A day of the last two months, never before the books begin. */
export function recentDay(stage: Stage): string {
  const day = new Date(Date.parse(stage.today()) - stage.random.whole(0, 60) * 86_400_000).toISOString().slice(0, 10)
  return day < '2026-01-01' ? '2026-01-01' : day
}

let acts = 0
/** A name no other act of this process has. */
export const newKey = (kind: string): string => `sim ${kind} ${++acts}`
