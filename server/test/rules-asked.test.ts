import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SPEAKS_OF } from '@shanju/contract/regulations/vocab.ts'

const MODULES = new URL('../src/modules/', import.meta.url)
/** Kinds that no act asks about: the books check entries by themselves, a body is asked with its fund. */
const NOT_ASKED = ['entry', 'organisation']

test('the rule book says of each kind when it is asked, and where it says an act asks, one does', () => {
  const calls = globSync('**/*.ts', { cwd: MODULES })
    .filter((path) => !path.startsWith('regulations/queries') && !path.endsWith('.test.ts'))
    .flatMap((path) => callsIn(readFileSync(new URL(path, MODULES), 'utf8')))
  const asked = SPEAKS_OF.filter((kind) => calls.some((call) => new RegExp(`'${kind}'|\\b${kind}:`).test(call)))
  assert.deepEqual(
    asked,
    SPEAKS_OF.filter((kind) => !NOT_ASKED.includes(kind)),
  )
})

/** What stands in the brackets of each question to the rule book. */
const callsIn = (text: string): string[] =>
  text.includes('#modules/regulations/index.ts') || text.includes('../queries/judge.ts')
    ? text
        .split(/\bjudge\(/)
        .slice(1)
        .map((rest) => rest.slice(0, 260))
    : []
