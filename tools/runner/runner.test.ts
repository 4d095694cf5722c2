import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { isDateSensitive, testFiles } from './discover.ts'
import { slowestFirst } from './durations.ts'
import { testEnvironment } from './environment.ts'
import type { Outcome, Task } from './outcome.ts'
import { runAll } from './pool.ts'
import { testFile } from './test-file.ts'
import { groupsOf, testTogether } from './together.ts'

let root: string

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'shanju-runner-'))
})

after(() => rm(root, { recursive: true, force: true }))

const start = `import { after, describe, test } from 'node:test'; import assert from 'node:assert/strict';\n`

async function write(path: string, text: string): Promise<string> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
  return path
}

async function outcomeOf(source: string, { timeoutMs = 60_000, env = {} } = {}): Promise<Outcome> {
  const path = await write('contract/x.test.ts', start + source)
  const [outcome] = await run(testFile({ root, path, env: testEnvironment(process.env, env), timeoutMs }))
  assert.ok(outcome)
  return outcome
}

const run = async (task: Task): Promise<Outcome[]> => [await task.run(new AbortController().signal)].flat()

const titles = (outcome: Outcome) => outcome.failures.map((failure) => failure.title)
const details = (outcome: Outcome) => outcome.failures.map((failure) => failure.detail).join('\n')

test('tests inside suites and inside tests are each counted once', async () => {
  const outcome =
    await outcomeOf(`describe('a', () => { test('b', () => {}); describe('c', () => { test('d', () => {}) }) })
    test('e', async (t) => { await t.test('f', () => {}) })`)
  assert.deepEqual([outcome.passed, titles(outcome)], [4, []])
})

test('a failed test is told with its path through the suites, its place and the difference', async () => {
  const outcome = await outcomeOf(`describe('outer', () => { test('good', () => {})
    test('inner', () => assert.deepEqual({ fen: 1 }, { fen: 2 })) })`)
  assert.deepEqual([outcome.passed, titles(outcome)], [1, ['contract/x.test.ts: outer › inner']])
  assert.match(details(outcome), /^contract\/x\.test\.ts:3\n/)
  assert.match(details(outcome), /fen: 1[\s\S]*fen: 2/)
})

test('a skipped test and a todo are failures', async () => {
  const outcome = await outcomeOf(`test.skip('later', () => {}); test.todo('some day'); test('now', () => {})
    test('maybe', (t) => t.skip('not today'))`)
  assert.equal(outcome.passed, 1)
  assert.deepEqual(titles(outcome), [
    'contract/x.test.ts: later',
    'contract/x.test.ts: some day',
    'contract/x.test.ts: maybe',
  ])
})

test('a file that cannot be loaded fails with its error', async () => {
  const outcome = await outcomeOf(`import './missing.ts'`)
  assert.deepEqual(titles(outcome), ['contract/x.test.ts: ended with exit code 1 without a failed test'])
  assert.match(details(outcome), /missing\.ts/)
})

test('a file that ends in the middle of its tests fails', async () => {
  const outcome = await outcomeOf(`test('a', () => {}); test('b', () => process.exit(0)); test('c', () => {})`)
  assert.notEqual(outcome.failures.length, 0)
})

test('a failing hook after the last test is a failure', async () => {
  const outcome = await outcomeOf(`after(() => { throw new Error('could not stop') }); test('a', () => {})`)
  assert.notEqual(outcome.failures.length, 0)
  assert.match(details(outcome), /could not stop/)
})

test('a file without tests and a file that prints are failures', async () => {
  assert.deepEqual(titles(await outcomeOf('')), ['contract/x.test.ts: has no test'])
  const printing = await outcomeOf(`test('a', () => { process.stdout.write('hello') })`)
  assert.deepEqual(titles(printing), ['contract/x.test.ts: prints'])
  assert.match(details(printing), /hello/)
})

test('a test that hangs is ended and named, and so is a handle left open', async () => {
  const hanging = await outcomeOf(
    `test('quick', () => {}); test('endless', () => new Promise((r) => setTimeout(r, 1e6)))`,
    { timeoutMs: 1500 },
  )
  assert.deepEqual([hanging.passed, titles(hanging)], [1, ['contract/x.test.ts: did not finish in 1.5 s']])
  assert.equal(details(hanging), 'Still running:\n  endless')
  const open = await outcomeOf(`test('quick', () => {}); setInterval(() => {}, 1000)`, { timeoutMs: 1500 })
  assert.match(details(open), /left open/)
})

test('files run together count each for itself; a failure is told of its file alone, and one of the group too', async () => {
  const together = (...paths: string[]) =>
    run(testTogether({ root, paths, env: testEnvironment(process.env, {}), timeoutMs: 60_000 }))
  const good = await write(
    'beside/a.test.ts',
    `${start}test('one', () => {}); describe('in', () => { test('two', () => {}) })`,
  )
  const bad = await write('beside/b.test.ts', `${start}test('wrong', () => assert.equal(1, 2))`)
  const marks = await write('beside/c.test.ts', `${start}test('marks', () => { globalThis.marked = true })`)
  const minds = await write('beside/d.test.ts', `${start}test('minds', () => assert.ok(!globalThis.marked))`)
  const short = (outcomes: Outcome[]) => outcomes.map((outcome) => [outcome.passed, ...titles(outcome)])
  assert.deepEqual(short(await together(good, marks)), [[2], [1]])
  assert.deepEqual(short(await together(good, bad)), [[2], [0, 'beside/b.test.ts: wrong']])
  assert.deepEqual(short(await together(marks, minds)), [[1], [1], [0, 'files that pass alone and fail together']])
  assert.deepEqual(groupsOf(['contract/a.test.ts', 'server/test/journeys/b.test.ts', 'contract/c.test.ts']), [
    ['contract/a.test.ts', 'contract/c.test.ts'],
    ['server/test/journeys/b.test.ts'],
  ])
})

test('where nothing is known yet the longest kinds begin, before groups of files however many', async () => {
  const task = (title: string, parts?: string[]): Task => ({
    title,
    ...(parts ? { parts } : {}),
    run: async () => [],
  })
  const tasks = [task('a, b, c', ['a', 'b', 'c']), task('d'), task('server/test/permissions.test.ts')]
  assert.deepEqual(
    slowestFirst(root, tasks).map(({ title }) => title),
    ['server/test/permissions.test.ts', 'a, b, c', 'd'],
  )
})

test('tests see the given environment but nobody’s database or secrets', async () => {
  const env = testEnvironment(
    { PATH: 'p', DATABASE_URL: 'u', PGHOST: 'h', SHANJU_SECRET: 's', SHANJU_LOOKS: '1' },
    { TZ: 'UTC' },
  )
  assert.deepEqual(env, { PATH: 'p', SHANJU_LOOKS: '1', NODE_ENV: 'test', TZ: 'UTC' })
  const source = `test('a', () => assert.equal(new Date(2026, 0, 1).getTimezoneOffset(), 210))`
  assert.deepEqual(titles(await outcomeOf(source, { env: { TZ: 'America/St_Johns' } })), [])
  assert.equal((await outcomeOf(source, { env: { TZ: 'Asia/Shanghai' } })).failures.length, 1)
})

test('every test file of the rooms is found, by pattern when one is given, and dates run twice', async () => {
  await write('server/src/modules/giving/logic/a.test.ts', '')
  await write('server/node_modules/b/c.test.ts', '')
  await write('server/dist/c.test.ts', '')
  await write('contract/src/kit/day.test.ts', '')
  await write('console/src/d.tz.test.ts', '')
  await write('portal/e.test.ts', `// [tz]\n`)
  assert.deepEqual(
    testFiles(root).filter((path) => path !== 'contract/x.test.ts'),
    [
      'console/src/d.tz.test.ts',
      'contract/src/kit/day.test.ts',
      'portal/e.test.ts',
      'server/src/modules/giving/logic/a.test.ts',
    ],
  )
  assert.deepEqual(testFiles(root, ['giving', 'day']), [
    'contract/src/kit/day.test.ts',
    'server/src/modules/giving/logic/a.test.ts',
  ])
  assert.deepEqual(
    testFiles(root, ['.tz.', 'day', 'portal', 'giving']).map((path) => isDateSensitive(root, path)),
    [true, true, true, false],
  )
})

test('tasks run no more than the given number at a time, and none begins after an interruption', async () => {
  const stop = new AbortController()
  let running = 0
  let most = 0
  const task = (title: string): Task => ({
    title,
    async run() {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return { title, passed: 1, failures: [], seconds: 0 }
    },
  })
  const tasks = Array.from({ length: 9 }, (_, index) => task(String(index)))
  const told: string[] = []
  const outcomes = await runAll(tasks, 2, stop.signal, ({ title }) => {
    told.push(title)
    if (told.length === 4) stop.abort()
  })
  assert.equal(most, 2)
  assert.deepEqual(
    outcomes.map((outcome) => outcome.title),
    told,
  )
  assert.ok(told.length >= 4 && told.length <= 5, `${told.length} ran`)
})
