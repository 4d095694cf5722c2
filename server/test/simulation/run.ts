/**
 * `npm run sim -- --seed N --steps M`: the simulation of the books at length. Without a seed one is taken from the clock
 * and told, so that what was found can be found again. `--runs K` goes on with the next seeds.
 */
import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    steps: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '1' },
  },
})
const [first, steps, runs] = [values.seed, values.steps, values.runs].map(Number) as [number, number, number]
if (![first, steps, runs].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('usage: npm run sim -- --seed N --steps M --runs K, whole numbers all three\n')
  process.exit(64)
}

let wrong = 0
for (let seed = first; seed < first + runs; seed++) {
  const begun = performance.now()
  try {
    const counts = await simulate({ seed, steps, judgeEvery: Math.max(50, Math.floor(steps / 20)) })
    const told = Object.entries(counts).map(([what, n]) => `${n} ${what}`)
    process.stdout.write(`seed ${seed}: ${told.join(', ')} in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
  } catch (error) {
    wrong += 1
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
  }
}
// An explicit exit: the database started for the run stays up for the next one and would keep this process.
process.exit(wrong === 0 ? 0 : 1)
