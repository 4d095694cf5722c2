/**
 * `npm run soak -- journals [--count N] [--seed S]`: the large numbers that `npm test` only samples. Random journals, a million
 * unless said, each closed at the end of its year and judged by the auditor; the first disagreement ends it and is told
 * with the seed that shows it again.
 */
import { parseArgs } from 'node:util'
import { auditJournals } from './journals.ts'

const AT_ONCE = 1_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
})
const [count, first] = [values.count, values.seed].map(Number) as [number, number]
if (positionals.join() !== 'journals' || ![count, first].every((n) => Number.isSafeInteger(n) && n >= 0)) {
  process.stderr.write('usage: npm run soak -- journals [--count N] [--seed S]\n')
  process.exit(64)
}

const begun = performance.now()
let done = 0
for (let seed = first; done < count; seed++) {
  const now = Math.min(AT_ONCE, count - done)
  try {
    auditJournals(now, seed)
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
    process.stdout.write(`again: npm run soak -- journals --count ${now} --seed ${seed}\n`)
    process.exit(1)
  }
  done += now
  if (done % (20 * AT_ONCE) === 0 || done === count) {
    const seconds = (performance.now() - begun) / 1000
    process.stdout.write(`${done} of ${count} journals agree, seeds ${first} to ${seed}, ${seconds.toFixed(0)} s\n`)
  }
}
