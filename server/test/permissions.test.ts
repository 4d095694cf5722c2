import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { can, canSomewhere, covers, type Subject } from '@shanju/contract/access.ts'
import { allRoutes } from '@shanju/contract/catalogue.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { served } from '#src/wiring.ts'
import type { Case } from './permissions/cases/case.ts'
import { CASES } from './permissions/cases.ts'
import { expected, type Outcome } from './permissions/expect.ts'
import { type Asker, everybody, REACHES } from './permissions/people.ts'
import { type Answered, openServer } from './permissions/server.ts'
import { makeSide, nowhere, ofFund, type Side } from './permissions/world.ts'
import { type FreshDatabase, freshDatabase } from './support/clone.ts'

let fresh: FreshDatabase
let server: ReturnType<typeof openServer>
let here: Side
let there: Side
let askers: Asker[]
let found: Findings
const NOWHERE = nowhere()

before(async () => {
  fresh = await freshDatabase()
  here = await makeSide(fresh, 'here', '150602', '150602001')
  there = await makeSide(fresh, 'there', '150603', '150603001')
  askers = await everybody(fresh, here, there)
  server = openServer(fresh)
  found = await askAll(allRoutes())
})
after(async () => {
  await server?.close()
  await fresh?.close()
})

const EXPORT = /Export$/

/** An export is asked like its list. */
function caseOf(route: AnyRoute): Case | undefined {
  if (!EXPORT.test(route.name)) return CASES[route.name]
  const list = CASES[route.name.replace(EXPORT, '')]
  if (!list) return undefined
  const cell = list.cell ?? list.row
  const ask = (side: Side) => {
    const { params, query } = list.ask?.(side) ?? {}
    const { pageSize: _pageSize, ...filters } = query ?? {}
    return { ...(params ? { params } : {}), query: { ...filters, format: 'csv' } }
  }
  return { ...list, ask, ...(cell ? { row: cell } : {}) }
}

test('every route of the catalogue is served, and has a case here', () => {
  const routes = allRoutes()
  const unserved = routes.filter((route) => !served.some((each) => each.route === route))
  assert.deepEqual(
    unserved.map(({ name }) => name),
    [],
    'serve them in server/src/wiring.ts',
  )
  const missing = routes.filter((route) => {
    const found = caseOf(route)
    if (!found) return true
    return typeof route.access === 'object' && (route.access.list ? !lists(found) : !found.about)
  })
  assert.deepEqual(
    missing.map(({ name }) => name),
    [],
    'say in server/test/permissions/cases.ts how to ask them: a valid request; `about` for one that names an action; `row` and `rowOf` for a list',
  )
  const gone = Object.keys(CASES).filter((name) => !routes.some((route) => route.name === name))
  assert.deepEqual(gone, [], 'take them out of server/test/permissions/cases.ts: no route has this name')
})

/** Counts and public lists tell no row. */
const lists = (wanted: Case): boolean => wanted.row !== undefined || wanted.counts === true

/**
 * Who has to ask: everybody, except where no right is needed. There one reach of each role will do, the one that may know
 * least; and at a password, which takes half a second on purpose, a few. A role that may do it nowhere asks with one of its
 * reaches, from route to route with another.
 */
function askersOf(route: AnyRoute, wanted: Case, turn: number): readonly Asker[] {
  if (wanted.slow) return askers.slice(0, 3)
  const { access } = route
  if (typeof access !== 'object') return askers.filter(({ name }) => !/ of (?!another banner)/.test(name))
  if (wanted.also) return askers
  const nowhere = askers.filter(({ actor, name }) => / of /.test(name) && !canSomewhere(actor, access.action))
  const silent = new Set(nowhere.filter((_each, n) => n % REACHES !== turn % REACHES))
  return askers.filter((asker) => !silent.has(asker))
}

/** What is wrong, by the test that says so; each with who asked what. */
interface Findings {
  readonly outcomes: string[]
  readonly hidden: string[]
  readonly rows: string[]
}

/** Asks everything once, several at a time, as in life. */
async function askAll(routes: readonly AnyRoute[]): Promise<Findings> {
  const work = routes.flatMap((route, turn) => {
    const wanted = caseOf(route)
    return wanted ? askersOf(route, wanted, turn).map((asker) => ({ route, wanted, asker })) : []
  })
  const told = { outcomes: new Map<string, string[]>(), hidden: new Map(), rows: new Map() }
  const some = async (): Promise<void> => {
    for (let next = work.pop(); next; next = work.pop()) {
      const wrong = await judge(next.route, next.wanted, next.asker)
      for (const kind of ['outcomes', 'hidden', 'rows'] as const) {
        for (const what of wrong[kind]) {
          const name = `${next.route.name}: ${what}`
          told[kind].set(name, [...(told[kind].get(name) ?? []), next.asker.name])
        }
      }
    }
  }
  await Promise.all(Array.from({ length: 6 }, some))
  const lines = (found: ReadonlyMap<string, string[]>): string[] =>
    [...found].map(([what, who]) => `${what} (asked by ${who.length}: ${who.sort().slice(0, 4).join(', ')})`).sort()
  return { outcomes: lines(told.outcomes), hidden: lines(told.hidden), rows: lines(told.rows) }
}

async function judge(route: AnyRoute, wanted: Case, asker: Asker): Promise<Findings> {
  const answer = await server.ask(asker, route, wanted, here)
  const due = expected(route, asker.actor, wanted.about?.(here), wanted.also?.(here))
  return {
    outcomes: [...wrongOutcome(route, due, answer), ...leaks(answer, asker)],
    hidden: due === 'hidden' && !wanted.known ? await tellsApart(route, wanted, asker, answer) : [],
    rows: due === 'done' ? wrongRows(route, wanted, asker, answer) : [],
  }
}

function wrongOutcome(route: AnyRoute, due: Outcome, answer: Answered): string[] {
  const told = `${answer.status} ${answer.code}`
  if (answer.status >= 500 || answer.code === 'platform.invalid_input') return [`${told}: ${answer.text.slice(0, 300)}`]
  return due === outcomeOf(route, answer) ? [] : [`${due} was due, ${told} came`]
}

/** What a route answers about something that is not there: the same to everybody who may do it somewhere. */
const nothing = new Map<string, Promise<Answered>>()
function nothingThere(asker: Asker, route: AnyRoute, wanted: Case): Promise<Answered> {
  const asked = server.ask(asker, route, wanted, NOWHERE)
  nothing.set(route.name, asked)
  return asked
}

async function tellsApart(route: AnyRoute, wanted: Case, asker: Asker, foreign: Answered): Promise<string[]> {
  const none = await (nothing.get(route.name) ?? nothingThere(asker, route, wanted))
  return foreign.status === none.status && foreign.text === none.text ? [] : [`${foreign.text} but ${none.text}`]
}

function wrongRows(route: AnyRoute, { row, rowOf }: Case, { actor }: Asker, answer: Answered): string[] {
  const { access } = route
  if (typeof access !== 'object' || !row || !rowOf) return []
  return [here, there].flatMap((side) => {
    const may = can(actor, access.action, rowOf(side))
    return answer.text.includes(row(side)) === may
      ? []
      : [`the row of ${side.banner} ${may ? 'is missing' : 'is shown'}`]
  })
}

function outcomeOf(route: AnyRoute, answer: Answered): Outcome {
  if (answer.code === 'platform.not_signed_in') return 'not_signed_in'
  if (answer.code === 'platform.not_permitted') return 'not_permitted'
  return typeof route.access === 'object' && answer.status === 404 ? 'hidden' : 'done'
}

/** What somebody who has nothing to do with a side may never read in any answer. */
function leaks(answer: Answered, asker: Asker): string[] {
  return [here, there]
    .filter((side) => !concerns(asker, ofFund(side)))
    .flatMap((side) => side.secrets.filter((secret) => answer.text.includes(secret)))
    .map((secret) => `the answer tells “${secret}”`)
}

const concerns = ({ actor }: Asker, subject: Subject): boolean =>
  actor.kind === 'person' && actor.assignments.some(({ reach }) => covers(reach, subject))

test('every route answers every role at every reach as `can` says, and tells no secret of another banner', () => {
  assert.deepEqual(found.outcomes, [])
})

test('what is hidden answers exactly like what does not exist: same status, same code, same sentence', () => {
  assert.deepEqual(found.hidden, [])
})

test('every list shows exactly the rows that its reader may see, as a page and as a file', () => {
  assert.deepEqual(found.rows, [])
})
