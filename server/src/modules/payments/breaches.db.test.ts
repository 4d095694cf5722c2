import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { commit } from '#modules/ledger/index.ts'
import { newPublicId } from '#platform/kit/ids.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'
import { addVerified, bankDesk, grant } from './testkit.ts'

/** Everything here is written with SQL of its own as the role app, past the program. */
let fresh: FreshDatabase
let desk: Awaited<ReturnType<typeof bankDesk>>
let authority: string
let payee: string
let restriction: string
before(async () => {
  fresh = await freshDatabase()
  desk = await bankDesk(fresh)
  await desk.open()
  await desk.give(1_000_000n, '2026-11-02', 'G1')
  payee = await addVerified(fresh, desk.fund)
  authority = await grant(fresh, desk.fund)
  const { rows } = await fresh.owner.query('select restriction_id as id from funds.pub_funds where id = $1', [
    desk.fund,
  ])
  restriction = rows[0].id
})
after(async () => {
  await desk.api.close()
  await fresh.close()
})

const NOW = '2026-11-23T02:00:00Z'
const PEOPLE = {
  asks: crypto.randomUUID(),
  checks: crypto.randomUUID(),
  approves: crypto.randomUUID(),
  sends: crypto.randomUUID(),
}
const asApp = (text: string, values: unknown[] = []) => fresh.database.pool.query(text, values)

interface Row {
  readonly authority?: string
  readonly payee?: string
  readonly fen?: number
  readonly host?: string
  readonly at?: string
}
async function insert(row: Row = {}): Promise<string> {
  const id = crypto.randomUUID()
  await asApp(
    `insert into payments.requests (id, code, authority_id, payee_id, host_id, fund_id, restriction_id, amount_fen, purpose,
       requested_by, requested_at) values ($1, $2, $3, $4, $5, $6, $7, $8, '助餐', $9, $10)`,
    [
      ...[
        id,
        newPublicId(),
        row.authority ?? authority,
        row.payee ?? payee,
        row.host ?? desk.host,
        desk.fund,
        restriction,
      ],
      ...[row.fen ?? 100, PEOPLE.asks, row.at ?? NOW],
    ],
  )
  return id
}
const step = (id: string, no: number, name: string, more: Readonly<Record<string, unknown>> = {}) => {
  const all = { request_id: id, no, step: name, person_id: crypto.randomUUID(), at: NOW, ...more }
  const names = Object.keys(all)
  const places = names.map((_name, at) => `$${at + 1}`)
  return asApp(`insert into payments.steps (${names.join(', ')}) values (${places.join(', ')})`, Object.values(all))
}
const order = (id: string, fen: bigint, key = `payment ${id}`) =>
  fresh.database.transact('test', (tx) =>
    commit(tx, SETUP, {
      ...{ book: desk.host, fund: desk.fund, restrictionId: restriction, key, amountFen: fen },
      ...{ purpose: '助餐', dueOn: '2026-12-01' },
    }),
  )

test('P3, P4: the role app asks for nothing that an authority does not carry', async () => {
  const other = await grant(fresh, desk.fund, { name: '另一家' })
  const open = await grant(fresh, desk.fund, { kind: 'standing', capFen: 1000n, eachFen: 10n, name: null })
  const over = await grant(fresh, desk.fund, { to: '2026-11-22' })
  const late = await grant(fresh, desk.fund, { kind: 'emergency', ratifyBy: '2026-11-22' })
  const breaches: [RegExp, Row][] = [
    [/violates|query returned no rows/, { authority: crypto.randomUUID() }],
    [/other_fund/, { host: crypto.randomUUID() }],
    [/payee_not_approved/, { authority: other }],
    [/above_each_cap/, { authority: open, fen: 11 }],
    [/above_each_cap/, { fen: 100_001 }],
    [/authority_over/, { authority: over }],
    [/authority_not_begun/, { at: '2026-10-31T02:00:00Z' }],
    [/authority_unratified/, { authority: late }],
    [/check/, { fen: 0 }],
  ]
  for (const [what, row] of breaches) await assert.rejects(insert(row), what)
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => insert({ authority: open, fen: 10 })))
  assert.ok(all.every(({ status }) => status === 'fulfilled'))
  await insert({ fen: 99_900 })
  await assert.rejects(insert({ fen: 101 }), /above_left/)
})

test('P2, P6: the role app changes, deletes and skips nothing, and no person takes two steps that watch each other', async () => {
  const granted = await grant(fresh, desk.fund)
  const id = await insert({ authority: granted })
  for (const text of [
    `update payments.requests set state = 'reached' where id = '${id}'`,
    `delete from payments.requests where id = '${id}'`,
    `update payments.steps set person_id = gen_random_uuid()`,
    'delete from payments.steps',
    'delete from payments.authority_marks',
    `update payments.payees set name_hash = name_hash`,
    `insert into payments.requests (id, state) values (gen_random_uuid(), 'paid')`,
  ])
    await assert.rejects(asApp(text), { code: '42501' }, text)
  await assert.rejects(step(id, 1, 'approved', { commitment_id: (await order(id, 100n)).id }), /wrong_step/)
  await assert.rejects(step(id, 2, 'checked'), /wrong_step/)
  await assert.rejects(step(id, 1, 'checked', { person_id: PEOPLE.asks }), /same_person/)
  await step(id, 1, 'checked', { person_id: PEOPLE.checks })
  const { id: commitment } = await order(id, 100n)
  for (const person of [PEOPLE.asks, PEOPLE.checks])
    await assert.rejects(step(id, 2, 'approved', { person_id: person, commitment_id: commitment }), /same_person/)
  const { id: foreign } = await order(crypto.randomUUID(), 100n)
  await assert.rejects(step(id, 2, 'approved', { commitment_id: foreign }), /not_committed/)
  await assert.rejects(step(id, 2, 'approved'), /not_committed/)
  await step(id, 2, 'approved', { person_id: PEOPLE.approves, commitment_id: commitment })
  await assert.rejects(step(id, 3, 'sent', { person_id: PEOPLE.asks }), /same_person/)
  await step(id, 3, 'sent', { person_id: PEOPLE.sends })
  const { rows } = await fresh.owner.query('select id from ledger.entries limit 1')
  const paid = { amount_fen: 100, done_on: '2026-11-23', entry_id: rows[0].id }
  await assert.rejects(step(id, 4, 'paid', { ...paid, person_id: PEOPLE.sends }), /same_person/)
  await assert.rejects(step(id, 4, 'paid', paid), /not_posted/)
  await assert.rejects(step(id, 4, 'paid', { ...paid, entry_id: null }), /not_posted/)
  await assert.rejects(step(id, 4, 'failed', { done_on: '2026-11-23', reason: Buffer.from('x') }), /not_released/)
  await assert.rejects(step(id, 4, 'withdrawn', { reason: Buffer.from('x') }), /wrong_step/)
})

test('P7: the role app pays nothing on under an authority that was ended, and verifies no payee of its own', async () => {
  const granted = await grant(fresh, desk.fund)
  const id = await insert({ authority: granted })
  await fresh.owner.query(
    `insert into payments.authority_marks (authority_id, kind, source_id, marked_at) values ($1, 'revoked', $1, now())`,
    [granted],
  )
  await assert.rejects(step(id, 1, 'checked'), /authority_ended/)
  await step(id, 1, 'refused', { reason: Buffer.from('x') })
  await assert.rejects(
    asApp(`insert into payments.payee_marks (payee_id, kind, reason, person_id, marked_at)
      select id, 'verified', '\\x00'::bytea, made_by, now() from payments.payees where id = '${payee}'`),
    /same_person/,
  )
  await asApp(`insert into payments.payee_marks (payee_id, kind, reason, person_id, marked_at)
    values ('${payee}', 'ended', '\\x00', gen_random_uuid(), now())`)
  await assert.rejects(insert({ authority: await grant(fresh, desk.fund) }), /payee_ended/)
})
