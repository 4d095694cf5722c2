/** Too many wait already: whoever comes now is asked to come back, before anything was done for them. */
export class Overloaded extends Error {
  constructor() {
    super('too many are waiting')
    this.name = 'Overloaded'
  }
}

/** What came of one item: its answer, or what its asker shall be told instead. */
export type Outcome<Answer> = { readonly answer: Answer } | { readonly error: unknown }

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

interface Limits {
  /** Items of one lot. */
  readonly most: number
  /** Items that may wait for a lot of theirs; more are turned away. */
  readonly mostWaiting: number
  /** Lots under way at once. */
  readonly lanes: number
}

/**
 * Work that is cheaper for many at once than for each. A lot closes when the lot before it returns, not by a clock: who
 * comes alone goes at once, who comes in a crowd shares the next lot with all that came meanwhile.
 */
export class Together<Item, Answer> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Outcome<Answer>[]>
  readonly #limits: Limits
  readonly #waiting: Waiting<Item, Answer>[] = []
  #running = 0

  /** @param work outcomes in the order of the items; what it throws, all of them are told */
  constructor(work: (items: readonly Item[]) => Promise<readonly Outcome<Answer>[]>, limits: Limits) {
    this.#work = work
    this.#limits = limits
  }

  /** @throws Overloaded */
  do(item: Item): Promise<Answer> {
    if (this.#waiting.length >= this.#limits.mostWaiting) throw new Overloaded()
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#running >= this.#limits.lanes) return
      this.#running += 1
      // Not at once: what arrived in the same turn goes in the same lot.
      setImmediate(() => void this.#run())
    })
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#settle(this.#waiting.splice(0, this.#limits.most))
    this.#running -= 1
  }

  async #settle(lot: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const outcomes = await this.#work(lot.map(({ item }) => item))
      for (const [index, { resolve, reject }] of lot.entries()) {
        const outcome = outcomes[index]
        if (!outcome) reject(new Error('an item of a lot has no outcome'))
        else if ('answer' in outcome) resolve(outcome.answer)
        else reject(outcome.error)
      }
    } catch (error) {
      for (const { reject } of lot) reject(error)
    }
  }
}
