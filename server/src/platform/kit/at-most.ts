/** Runs at most `width` pieces of work at once; others wait their turn, first come first served. */
export function atMost(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running === width) await new Promise<void>((turn) => waiting.push(turn))
    else running += 1
    try {
      return await work()
    } finally {
      // Whoever waits takes over this place, so that nobody who comes now slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
