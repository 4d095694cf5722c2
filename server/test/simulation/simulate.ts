import { isDeepStrictEqual } from 'node:util'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import type { TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { unavailable } from '#platform/pg/errors.ts'
import type { Act, Stage } from './act.ts'
import { postBatch, someAct } from './acts.ts'
import { type Fault, withFault } from './faults.ts'
import { judge } from './judge.ts'
import { auditOf, headOf } from './log.ts'
import { Model } from './model.ts'
import { Random } from './random.ts'
import { makeWorld, type World } from './world.ts'

interface Run {
  readonly seed: number
  readonly steps: number
  /** How often the books are judged on the way; always at the end. */
  readonly judgeEvery?: number
  /** Done to the world before the first step: how a test proves that the judge sees. */
  readonly sabotage?: (world: World) => Promise<void>
}

/** How often each thing happened. */
export type Counts = Record<
  'done' | 'refused' | 'repeated' | 'failed' | 'persisted' | 'judged' | 'entries' | 'heads',
  number
>

/**
 * Runs a seeded random workload against books of its own, with connections that break before the commit and answers that
 * are lost after it, lets the public log go on beside it and audits all of it after every step, and lets three judges look at the books
 * again and again.
 * @throws Error naming seed and step, and everything found
 */
export async function simulate(run: Run): Promise<Counts> {
  const random = new Random(run.seed)
  const world = await makeWorld(random)
  const simulation = new Simulation(world, random, new Random(run.seed + 1))
  let step = 0
  try {
    await run.sabotage?.(world)
    for (step = 1; step <= run.steps; step++) {
      await simulation.step()
      await simulation.growLog()
      if (step % (run.judgeEvery ?? 50) === 0) await simulation.judge()
    }
    await simulation.judge()
    return simulation.counts
  } catch (error) {
    const again = `npm run sim -- --seed ${run.seed} --steps ${Math.min(step, run.steps)}`
    const what = error instanceof Error ? error.message : String(error)
    throw new Error(`seed ${run.seed}, step ${step} (${simulation.now}): ${what}\nagain: ${again}`, { cause: error })
  } finally {
    await world.fresh.close()
  }
}

/** An act that was done, and what was answered. */
interface Done {
  readonly act: Act
  readonly answer: unknown
}

const REMEMBERED = 200
const HEADS = 4
const TRIES = 20
const MOST_SECONDS = 16 * 3600

class Simulation {
  readonly counts: Counts = {
    done: 0,
    refused: 0,
    repeated: 0,
    failed: 0,
    persisted: 0,
    judged: 0,
    entries: 0,
    heads: 0,
  }
  /** What happens at this moment, for whoever reports that it went wrong. */
  now = 'start'
  readonly #model = new Model()
  readonly #done: Done[] = []
  readonly #world: World
  readonly #random: Random
  readonly #stage: Stage
  /** Chance of its own: how the log grows must not decide what people do. */
  readonly #logChance: Random
  readonly #seen: TreeHead[] = []

  constructor(world: World, random: Random, logChance: Random) {
    this.#world = world
    this.#logChance = logChance
    this.#random = random
    const today = () => shanghaiDate(world.fresh.clock.now())
    this.#stage = { world, random, model: this.#model, today }
  }

  /** Time goes on, and somebody does something: new, the same again, or several at once. */
  async step(): Promise<void> {
    this.#world.fresh.clock.advance(this.#random.whole(1, MOST_SECONDS) * 1000)
    if (this.#random.chance(0.05)) return this.#carryOutAtOnce()
    if (this.#done.length > 0 && this.#random.chance(0.1)) return this.#repeat(this.#random.pick(this.#done))
    const act = someAct(this.#stage)
    if (act) await this.#carryOut(act)
  }

  /** What the log does meanwhile breaks as anything may; then a stranger reads the whole tree, and the heads seen before in it. */
  async growLog(): Promise<void> {
    const { fresh } = this.#world
    for (const work of [sequence, publishHead]) {
      if (!this.#logChance.chance(0.5)) continue
      this.now = `the log: ${work.name}`
      const { struck, error } = await withFault<unknown>(faultFrom(this.#logChance), () =>
        fresh.database.transact<unknown>('simulation', work),
      )
      if (error !== undefined && !struck) throw error
    }
    const head = await headOf(fresh)
    if (!head) return
    const { finding, verdict } = await auditOf(fresh, this.#seen)
    if (finding) throw new Error(`the log: ${finding.what} at ${finding.path}`)
    if (!verdict?.logSigned) throw new Error('the log: its head is not signed')
    if (head.size !== this.#seen.at(-1)?.size) this.#seen.push(head)
    if (this.#seen.length > HEADS) this.#seen.shift()
    this.counts.heads += 1
  }

  async judge(): Promise<void> {
    const findings = await judge(this.#world, this.#model)
    this.counts.judged += 1
    this.counts.entries = this.#model.entries.size
    if (findings.length > 0) throw new Error(findings.slice(0, 20).join('\n'))
  }

  async #carryOut(act: Act): Promise<void> {
    this.now = act.name
    const { answer, before } = await this.#until(act, this.#random)
    if (answer instanceof Refusal) {
      if (answer.code !== act.expects) throw new Error(`refused with ${answer.code}, expected ${act.expects ?? 'none'}`)
      this.counts.refused += 1
      return
    }
    if (act.expects !== undefined) throw new Error(`done, though ${act.expects} had to be said`)
    this.#learn(act, answer, before)
  }

  #learn(act: Act, answer: unknown, before: boolean | undefined): void {
    act.learn(answer, before)
    this.counts.done += 1
    this.#done.push({ act, answer })
    if (this.#done.length > REMEMBERED) this.#done.shift()
  }

  async #repeat({ act, answer }: Done): Promise<void> {
    this.now = `again: ${act.name}`
    const again = await this.#until(act, this.#random)
    this.#same(act, answer, again.answer)
  }

  #same(act: Act, first: unknown, again: unknown): void {
    if (again instanceof Refusal) throw new Error(`a repeat was refused with ${again.code}`)
    if (!isDeepStrictEqual(act.essence(again), act.essence(first))) throw new Error('a repeat got another answer')
    this.counts.repeated += 1
  }

  /** Batches to the same books at once, one of them twice: each is done once, whichever comes first. */
  async #carryOutAtOnce(): Promise<void> {
    const acts = Array.from({ length: this.#random.whole(2, 6) }, () => postBatch(this.#stage))
    const again = this.#random.pick(acts)
    this.now = `${acts.length} batches at once`
    // Each has a chance of its own, or the order of answers would decide what happens next.
    const all = [...acts, again].map((act) => ({ act, random: new Random(this.#random.whole(0, 0xffffffff)) }))
    const done = await Promise.all(all.map(async ({ act, random }) => ({ act, ...(await this.#until(act, random)) })))
    const twice = done.pop()
    for (const { act, answer } of done) {
      if (answer instanceof Refusal) throw new Error(`refused with ${answer.code}, expected none`)
      if (act === again && twice) this.#same(act, answer, twice.answer)
      this.#learn(act, answer, act === again ? undefined : done.find((each) => each.act === act)?.before)
    }
  }

  /** Asks until there is an answer, as a patient caller with a key does. `before`: an earlier try was carried out. */
  async #until(act: Act, random: Random): Promise<{ answer: unknown; before: boolean }> {
    let before = false
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const fault = faultFrom(random)
      const { struck, answer, error } = await withFault(fault, () => act.perform())
      if (error === undefined) return { answer, before }
      if (error instanceof Refusal) return { answer: error, before }
      if (!struck || !unavailable(error)) throw error
      if (fault.kind === 'failed_but_persisted') before = true
      this.counts[fault.kind === 'failed_but_persisted' ? 'persisted' : 'failed'] += 1
    }
    throw new Error(`no answer in ${TRIES} tries`)
  }
}

function faultFrom(random: Random): Fault {
  if (!random.chance(0.2)) return { kind: 'none' }
  if (random.chance(0.5)) return { kind: 'failed_but_persisted' }
  return { kind: 'failed', beforeStatement: random.whole(1, 10) }
}
