import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { Refusal, refuse } from '#platform/kit/refusal.ts'
import { type Outcome, Together } from '#platform/kit/together.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { unavailable } from '#platform/pg/errors.ts'
import { authoriseAll } from './authorise.ts'
import { type Earlier, findAnswers, isKey, type Key, keepAnswers } from './idempotency.ts'
import type { Asked, Served } from './serve.ts'

/** A decoded request of a route that takes many at once, with its caller's own name for it. */
export interface Wish {
  readonly asked: Asked<AnyRoute>
  readonly key: Key | undefined
}

/**
 * A lot is large enough that a commit costs each gift nothing, and small enough that it takes tens of milliseconds. Two
 * lanes: while PostgreSQL works for one lot, the answers of another are made. Who would wait longer than a few seconds
 * is told so at once.
 */
const LIMITS = { most: 500, mostWaiting: 10_000, lanes: 2 }

const shared = new WeakMap<Database, Map<AnyRoute, Together<Wish, unknown>>>()
const limits = new WeakMap<Database, typeof LIMITS>()

/** For benchmarks: how the same code does with other limits. */
export const limitLots = (database: Database, given: Partial<typeof LIMITS>): void =>
  void limits.set(database, { ...LIMITS, ...given })

/**
 * Runs a request in one transaction with whoever asks the same route at the same time. Its answer comes after the commit.
 * @throws what `dispatch` throws for a request alone; Overloaded
 */
export function shareTransaction(database: Database, served: Served, wish: Wish): Promise<unknown> {
  const routes = shared.get(database) ?? new Map<AnyRoute, Together<Wish, unknown>>()
  shared.set(database, routes)
  const lots =
    routes.get(served.route) ??
    new Together<Wish, unknown>((wishes) => settle(database, served, wishes), limits.get(database) ?? LIMITS)
  routes.set(served.route, lots)
  return lots.do(wish)
}

/** One transaction for all; where one request breaks it, the others do not pay: halves are tried until it is alone. */
async function settle(database: Database, served: Served, wishes: readonly Wish[]): Promise<Outcome<unknown>[]> {
  const [first] = wishes
  if (!first) return []
  try {
    const outcomes = await database.transact(first.asked.requestId, (tx) => attempt(tx, served, wishes))
    const left = wishes.filter((_each, index) => outcomes[index] === undefined)
    const later = (await settle(database, served, left)).values()
    return outcomes.map((outcome) => outcome ?? later.next().value ?? { error: new Error('a wish was left') })
  } catch (error) {
    // Without a database halves would fare no better, and nobody knows whether the commit arrived: the key will tell.
    if (wishes.length === 1 || unavailable(error)) return wishes.map(() => ({ error }))
    const half = wishes.length >> 1
    return [
      ...(await settle(database, served, wishes.slice(0, half))),
      ...(await settle(database, served, wishes.slice(half))),
    ]
  }
}

/** Another process answered one of our keys between the look and the writing: nothing is committed, all is tried again. */
class KeyTaken extends Error {
  /** serialization_failure */
  readonly code = '40001'
}

/**
 * Access, then key, then the action, for each of many. Undefined where a request must be tried once more: its key was
 * under way for another body, which then was refused.
 */
async function attempt(tx: Tx, served: Served, wishes: readonly Wish[]): Promise<(Outcome<unknown> | undefined)[]> {
  const refused = await authoriseAll(
    tx,
    served,
    wishes.map(({ asked }) => asked),
  )
  const outcomes = new Map<Wish, Outcome<unknown>>()
  const permitted = wishes.filter((wish, index) => {
    const error = refused[index] ?? (wish.key && !isKey(wish.key.key) ? refuse('platform.invalid_key') : undefined)
    if (error) outcomes.set(wish, { error })
    return !error
  })
  const leaders = leadersOf(permitted)
  await takeEarlier(tx, leaders, outcomes)
  const fresh = leaders.filter((wish) => !outcomes.has(wish))
  await act(tx, served, fresh, outcomes)
  const answered = fresh.filter((wish) => hasAnswer(outcomes.get(wish)))
  // What refuses one may be the work of its own twin elsewhere, committed since the first look.
  await takeEarlier(
    tx,
    fresh.filter((wish) => !hasAnswer(outcomes.get(wish))),
    outcomes,
  )
  const kept = await keepAnswers(
    tx,
    answered.flatMap((wish) => {
      const outcome = outcomes.get(wish)
      return wish.key && hasAnswer(outcome) ? { key: wish.key, answer: outcome.answer } : []
    }),
  )
  if (!kept) throw new KeyTaken('a key was taken meanwhile')
  const leaderOf = new Map(leaders.map((wish) => [nameOf(wish), wish]))
  return wishes.map((wish) => outcomes.get(wish) ?? followerOutcome(wish, leaderOf.get(nameOf(wish)), outcomes))
}

const nameOf = ({ key }: Wish): string | undefined => key && `${key.caller}\n${key.key}`
const hasAnswer = (outcome: Outcome<unknown> | undefined): outcome is { readonly answer: unknown } =>
  outcome !== undefined && 'answer' in outcome

/** The first of each key; without a key everybody is first. */
function leadersOf(wishes: readonly Wish[]): Wish[] {
  const names = new Set<string>()
  return wishes.filter((wish) => {
    const name = nameOf(wish)
    if (name === undefined) return true
    if (names.has(name)) return false
    names.add(name)
    return true
  })
}

/** Whoever asked the same under the same key as another of the lot has that one's outcome. */
function followerOutcome(
  wish: Wish,
  leader: Wish | undefined,
  outcomes: ReadonlyMap<Wish, Outcome<unknown>>,
): Outcome<unknown> | undefined {
  const outcome = leader && outcomes.get(leader)
  if (leader?.key?.digest === wish.key?.digest) return outcome
  return hasAnswer(outcome) ? { error: refuse('platform.exists_with_different_body') } : undefined
}

async function takeEarlier(tx: Tx, wishes: readonly Wish[], outcomes: Map<Wish, Outcome<unknown>>): Promise<void> {
  const keyed = wishes.filter(({ key }) => key)
  const earlier = await findAnswers(
    tx,
    keyed.flatMap(({ key }) => key ?? []),
  )
  for (const [index, wish] of keyed.entries()) {
    const found = earlier.get(index)
    if (found) outcomes.set(wish, outcomeOf(found))
  }
}

const outcomeOf = (earlier: Earlier): Outcome<unknown> =>
  earlier === 'another body' ? { error: refuse('platform.exists_with_different_body') } : earlier

async function act(
  tx: Tx,
  { route, handling }: Served,
  wishes: readonly Wish[],
  outcomes: Map<Wish, Outcome<unknown>>,
): Promise<void> {
  if (!handling.runAll || wishes.length === 0) return
  const done = await handling.runAll(
    tx,
    wishes.map(({ asked }) => asked),
  )
  for (const [index, wish] of wishes.entries()) {
    const answer = done[index]
    outcomes.set(wish, answer instanceof Refusal ? { error: answer } : { answer: route.output.encode(answer) })
  }
}
