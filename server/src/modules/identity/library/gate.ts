import { Buckets } from '#platform/http/limits.ts'
import { refuse } from '#platform/kit/refusal.ts'

/** A whole office may sign in within the same minute; more than that from one address is no office. */
const PER_ADDRESS = { burst: 120, perSecond: 2 }

/**
 * Lets only so many password computations run at once. Each costs some 60 ms of a processor on purpose; a flood of
 * sign-ins may therefore fill this queue, but neither the thread pool that serves everybody nor, because callers wait
 * here before they open a transaction, the pool of database connections. One address alone cannot fill it.
 */
export class Gate {
  readonly #width: number
  readonly #longest: number
  #running = 0
  readonly #waiting: (() => void)[] = []
  readonly #addresses = new Buckets(PER_ADDRESS)

  constructor(width = 2, longest = 100) {
    this.#width = width
    this.#longest = longest
  }

  /** @throws Refusal platform.too_many_requests when the queue is full, or the address had its share */
  async run<T>(address: string, work: () => Promise<T>): Promise<T> {
    const wait = this.#addresses.take(address, performance.now())
    if (wait > 0) throw refuse('platform.too_many_requests', { seconds: wait })
    if (this.#running >= this.#width) {
      if (this.#waiting.length >= this.#longest) throw refuse('platform.too_many_requests', { seconds: 5 })
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running++
    }
    try {
      return await work()
    } finally {
      // The place is handed on, not given back, so nobody overtakes the queue.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}

/** One for the whole process: the processor is one. */
export const passwordGate = new Gate()
