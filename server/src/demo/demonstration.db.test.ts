import assert from 'node:assert/strict'
import { cpus, loadavg } from 'node:os'
import { after, before, test } from 'node:test'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { isCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { findInstance } from '#platform/instance/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { buildApp } from '#src/app.ts'
import { served } from '#src/wiring.ts'
import { Client } from '#test/support/client.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { declareFresh, refuseDemonstration } from './declare.ts'
import { fillDemonstration, USUAL_SEED } from './fill.ts'
import { signInTable } from './sign-in-table.ts'

const MOST_MS = 30_000

let fresh: FreshDatabase
let signIns: readonly DemonstrationSignIn[]
let took: number
const fill = () => fillDemonstration({ ...fresh, served, seed: USUAL_SEED })

before(async () => {
  fresh = await freshDatabase()
  await fresh.database.transact('test', declareFresh)
  const begun = performance.now()
  signIns = await fill()
  took = performance.now() - begun
})
after(() => fresh.close())

const one = async (query: string): Promise<Record<string, unknown>> => (await fresh.owner.query(query)).rows[0]
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a city is made within half a minute', (t) => {
  t.diagnostic(`filled in ${Math.round(took)} ms`)
  // A machine that does other work at the same time gives only its share.
  assert.ok(took < MOST_MS * Math.max(1, (loadavg()[0] ?? 0) / cpus().length), `${took} ms`)
})

test('it holds what the plan promised: bodies, funds in nine banners, gifts, voids, history, a file that waits, messages', async () => {
  const counts = await one(`select
    (select count(*)::int from organisations.organisations where demonstration and name like '%(演示)') as bodies,
    (select count(*)::int from organisations.organisations where not demonstration) as "real",
    (select count(*)::int from funds.funds) as funds,
    (select count(distinct left(place_code, 6))::int from funds.funds) as banners,
    (select count(*)::int from giving.gifts where given_on >= '2026-01-01') as gifts,
    (select count(*)::int from giving.gifts where history) as history,
    (select count(*)::int from giving.imports where state = 'checked' and bad_count = 3) as waiting,
    (select count(distinct role)::int from identity.role_assignments) as roles`)
  assert.deepEqual(counts, {
    ...{ bodies: 12, real: 0, funds: 60, banners: 9, gifts: 5000, history: 260, waiting: 1, roles: 9 },
  })
  const books = await one(`select
    (select count(distinct book_id)::int from ledger.month_acts where act = 'close') as hosts,
    (select count(*)::int from ledger.drafts d where not exists (select 1 from ledger.draft_ends e where e.draft_id = d.id)) as drafts,
    (select count(*) > 50 from ledger.entries where recipe like 'E32%' or recipe like 'E41%') as spent`)
  assert.deepEqual(books, { hosts: 9, drafts: 9, spent: true })
  const gifts = await one(`select (select count(distinct donor_kind)::int from giving.gifts) as kinds,
    (select count(*) > 500 from giving.receipts where kind = 'issued') as issued,
    (select count(*) > 20 from giving.receipts where kind = 'waived') as waived,
    (select count(*) > 5 from giving.shown_changes) as shown,
    (select count(*) > 3 from giving.name_corrections) as corrected,
    (select count(*) between 5 and 100 from regulations.duties where regulation_id = 'D02' and state = 'open') as owed`)
  assert.deepEqual(gifts, { ...{ kinds: 6, issued: true, waived: true, shown: true, corrected: true, owed: true } })
  const some = await one(`select (select count(*) > 5 from giving.voids) as voids,
    (select count(*) > 0 from notify.messages where state = 'waiting') as messages`)
  assert.deepEqual(some, { voids: true, messages: true })
  const decided =
    await one(`select count(*)::int as groups, (select count(distinct outcome)::int from governance.resolutions) as outcomes,
    (select count(*) > 20 from payments.authorities) as authorities, (select count(*)::int from governance.openings o
      where not exists (select 1 from governance.resolutions r where r.motion_id = o.motion_id)) as running from governance.groups`)
  assert.deepEqual(decided, { groups: 26, outcomes: 2, authorities: true, running: 3 })
  const { rows } = await fresh.owner.query<{ credit_code: string }>(
    'select credit_code from organisations.organisations',
  )
  assert.ok(rows.every((row) => !isCreditCode(row.credit_code)))
})

test('every book of it agrees with its entries', async () => {
  const { rows } = await fresh.owner.query<{ id: string }>('select id from ledger.books')
  assert.ok(rows.length >= 9)
  for (const { id } of rows) {
    const verified = await fresh.database.transact('test', (tx) => verifyBooks(tx, id))
    assert.equal(verified.fault, undefined)
  }
})

test('what happened in the made-up year is dated in it: postings, trail and numbers', async () => {
  const dates = await one(`select
    (select bool_and(posted_on >= '2026-01-01' and posted_on <= '2026-11-22') from ledger.entries) as posted,
    (select bool_and(at < '2026-11-22T16:00:00Z') from trail.records where request_id = 'demonstration') as trail,
    (select bool_and(date(recorded_at at time zone 'Asia/Shanghai') >= given_on) from giving.gifts) as recorded`)
  assert.deepEqual(dates, { posted: true, trail: true, recorded: true })
})

test('it is declared for ever, filled once, and a server for real life refuses it', async () => {
  const instance = await fresh.database.transact('test', findInstance)
  assert.equal(instance?.kind, 'demonstration')
  assert.deepEqual(instance?.filledAt, fresh.clock.now())
  assert.deepEqual(await fill(), signIns)
  assert.equal((await one('select count(*)::int as n from funds.funds')).n, 60)
  await assert.rejects(
    fresh.database.transact('test', refuseDemonstration),
    refused('platform.instance_is_demonstration'),
  )
})

test('every printed sign-in works, the pages say what this is', async () => {
  const app = buildApp({ ...fresh, logLevel: 'silent', trustProxy: '127.0.0.1' })
  try {
    const roles = new Map(signIns.map((signIn) => [signIn.role, signIn]))
    assert.equal(roles.size, 9)
    for (const [n, { userName, password }] of [...roles.values()].entries()) {
      const answer = await new Client(app, `10.9.0.${n}`).call(identity.signIn, { body: { userName, password } })
      assert.equal(answer.value().state, 'signed_in', userName)
    }
    for (const path of ['/', '/d/150602', '/no-such-page']) {
      const { body } = await app.inject({ url: path })
      assert.match(body, /class="demonstration"/, path)
    }
  } finally {
    await app.close()
  }
})

test('the table of sign-ins stands in columns, however wide its characters are', () => {
  const lines = signInTable(signIns.slice(0, 12)).split('\n')
  assert.equal(lines.length, 13)
  for (const [n, { userName, password }] of signIns.slice(0, 12).entries())
    assert.ok(lines[n + 1]?.startsWith(`  ${userName}`) && lines[n + 1]?.includes(`  ${password}  `))
})
