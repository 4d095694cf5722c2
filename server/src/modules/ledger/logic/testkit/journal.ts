/** Random journals made from the catalogue: entries the books accept, in posting order, some undone by a reversal. */
import fc from 'fast-check'
import { addRows, type BalanceRow, cashFlowsOf, deltasOf } from '../balances.ts'
import { findAccountOfHost } from '../chart.ts'
import { checkEntry } from '../check-entry.ts'
import type { PostedEntry } from '../entry.ts'
import { applyRecipe, RECIPES } from '../recipes/index.ts'
import { DEFAULT_POLICIES } from '../recipes/policy.ts'
import { reversalOf } from '../reversal.ts'
import { facts, MONTHS_2026 } from './facts.ts'
import { arbitraryInput } from './inputs.ts'
import { ALL_PAPERS, HEAD } from './recipes.ts'

const steps = RECIPES.flatMap((row) =>
  row.form === 'entry' ? row.steps.map((step) => ({ name: `${row.id}.${step.key}`, step })) : [],
)

interface Event {
  readonly name: string
  readonly input: Record<string, unknown>
  readonly month: string
  readonly project: string | null
  readonly undo: boolean
}

const event = fc.constantFrom(...steps).chain(
  ({ name, step }): fc.Arbitrary<Event> =>
    fc.record({
      name: fc.constant(name),
      input: arbitraryInput(step),
      month: fc.constantFrom(...MONTHS_2026),
      project: fc.constantFrom('p1', 'p2', null),
      undo: fc.integer({ min: 1, max: 10 }).map((n) => n === 1),
    }),
)

export const accountOf = (code: string) => findAccountOfHost(code, facts.details)

function post(events: readonly Event[]): PostedEntry[] {
  const entries: PostedEntry[] = []
  const add = (draft: Parameters<typeof checkEntry>[0]): PostedEntry | undefined => {
    const checked = checkEntry(draft, facts)
    if (checked.refused) return undefined
    const seq = BigInt(entries.length + 1)
    const entry = { ...checked.entry, id: `e${seq}`, seq, reversedBy: null }
    entries.push(entry)
    return entry
  }
  for (const one of [...events].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))) {
    const day = `${one.month}-15`
    const head = { ...HEAD, documentOn: day, postedOn: day, papers: ALL_PAPERS }
    const applied = applyRecipe(one.name, one.input, head, DEFAULT_POLICIES, { project: one.project })
    const entry = applied.refused ? undefined : add(applied.draft)
    if (!entry || !one.undo) continue
    const undo = reversalOf(entry, { ...head, postedOn: `${one.month}-20`, reason: 'entered twice' })
    const back = undo.refused ? undefined : add(undo.draft)
    const index = entries.indexOf(entry)
    if (back && index >= 0) entries[index] = { ...entry, reversedBy: back.id }
  }
  return entries
}

/** @param maxLength how many events at most */
export const arbitraryJournal = (maxLength = 40): fc.Arbitrary<PostedEntry[]> =>
  fc.array(event, { minLength: 1, maxLength, size: '+1' }).map(post)

export function balancesOf(entries: readonly Pick<PostedEntry, 'book' | 'type' | 'month' | 'lines'>[]): BalanceRow[] {
  const table = new Map<string, BalanceRow>()
  for (const entry of entries) addRows(table, deltasOf(entry))
  return [...table.values()]
}

export const flowsOf = (entries: readonly PostedEntry[]) => entries.flatMap((entry) => cashFlowsOf(entry, accountOf))
