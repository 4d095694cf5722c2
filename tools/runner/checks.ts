import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runNode } from './command.ts'
import type { Outcome, Task } from './outcome.ts'

const require = createRequire(import.meta.url)
const TIMEOUT_MS = 120_000

/** What is checked without running our code: types of the servers' side, types of the console, lint and format. */
export function staticChecks(root: string): Task[] {
  const tsc = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc')
  const biome = join(require.resolve('@biomejs/biome/package.json'), '..', 'bin', 'biome')
  const checks = [check('types', [tsc, '--noEmit', '-p', 'tsconfig.json'], root)]
  for (const project of ['console/tsconfig.json', 'portal/src/browser/tsconfig.json'])
    if (existsSync(join(root, project)))
      checks.push(check(`types of ${project}`, [tsc, '--noEmit', '-p', project], root))
  checks.push(check('lint and format', [biome, 'ci', '--colors=off', '--max-diagnostics=100'], root))
  return checks
}

function check(title: string, args: readonly string[], root: string): Task {
  return {
    title,
    async run(signal): Promise<Outcome> {
      const ended = await runNode(args, { cwd: root, env: process.env, timeoutMs: TIMEOUT_MS, signal })
      const { seconds } = ended
      if (ended.code === 0) return { title, passed: 1, failures: [], seconds }
      const detail = ended.timedOut ? `did not finish in ${TIMEOUT_MS / 1000} s` : ended.stdout + ended.stderr
      return { title, passed: 0, failures: [{ title, detail: detail.trim() }], seconds }
    },
  }
}
