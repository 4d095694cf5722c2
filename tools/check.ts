/** `npm run check`: types, lint and format; no test. */
import { fileURLToPath } from 'node:url'
import { staticChecks } from './runner/checks.ts'
import { runAll } from './runner/pool.ts'
import { tellOutcome, tellTotals } from './runner/print.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const begun = performance.now()
const outcomes = await runAll(staticChecks(root), 2, new AbortController().signal, tellOutcome)
tellTotals(outcomes, (performance.now() - begun) / 1000)
process.exitCode = outcomes.some((outcome) => outcome.failures.length > 0) ? 1 : 0
