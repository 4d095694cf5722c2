import type { Outcome, Task } from './outcome.ts'

/** Runs the tasks in order, `width` at a time, and tells each outcome as it comes. Stops taking new ones on abort. */
export async function runAll(
  tasks: readonly Task[],
  width: number,
  signal: AbortSignal,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const waiting = tasks.values()
  const worker = async () => {
    for (const task of waiting) {
      if (signal.aborted) return
      for (const outcome of [await task.run(signal)].flat()) {
        outcomes.push(outcome)
        tell(outcome)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return outcomes
}
