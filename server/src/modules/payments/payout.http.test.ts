import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { expectFound } from '#test/support/altered.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addHost } from '#test/support/house.ts'
import { keptPayments } from './queries/kept-facts.ts'
import { verifyPayments } from './queries/verify-payments.ts'
import { addVerified, bankDesk, colleague, grant } from './testkit.ts'

let fresh: FreshDatabase
let desk: Awaited<ReturnType<typeof bankDesk>>
let account: string
/** Asks, checks, approves (and sends), books: four desks. */
let asks: Actor
let checks: Actor
let approves: Actor
let books: Actor
let payee: string
before(async () => {
  fresh = await freshDatabase()
  desk = await bankDesk(fresh)
  account = (await desk.open()).body.id
  await desk.give(10_000_000n, '2026-11-02', 'G1')
  const reach = { kind: 'organisation', id: desk.host } as const
  asks = colleague(1, 'charity_manager', reach)
  checks = colleague(2, 'charity_accountant', reach)
  approves = colleague(3, 'charity_manager', reach)
  books = colleague(4, 'charity_accountant', reach)
  payee = await addVerified(fresh, desk.fund)
})
after(async () => {
  await desk.api.close()
  await fresh.close()
})

type Route = Parameters<typeof desk.api.ask>[1]
const wire = (prefix: string, id: string) => showId(prefix, id)
const request = (authority: string, more: object = {}, actor = asks) =>
  desk.api.ask(actor, routes.request, {
    body: {
      ...{ authorityId: wire('authority', authority), payeeId: wire('payee', payee) },
      ...{ amountFen: '40000', purpose: '十一月助老餐费', ...more },
    },
  })
const step = (actor: Actor, route: Route, id: string, body?: object) =>
  desk.api.ask(actor, route, { params: { id }, ...(body ? { body } : {}) })
const PAID = { on: '2026-11-23', reference: 'B1' }

/** A payment as far as a state on the straight way. */
async function upTo(state: string, authority: string, more: object = {}): Promise<string> {
  const asked = await request(authority, more)
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  const id: string = asked.body.id
  const way: [string, () => Promise<{ status: number; body: unknown }>][] = [
    ['checked', () => step(checks, routes.check, id)],
    ['approved', () => step(approves, routes.approve, id)],
    ['sent', () => step(approves, routes.send, id)],
    ['paid', () => step(books, routes.recordPaid, id, PAID)],
    [
      'proving',
      () => step(asks, routes.addProof, id, { kind: 'witness', words: '李某看见', confirmedOn: '2026-11-23' }),
    ],
    ['reached', () => step(checks, routes.acceptProof, id)],
  ]
  if (state === 'requested') return id
  for (const [name, go] of way) {
    const { status, body } = await go()
    assert.equal(status, 200, `${name}: ${JSON.stringify(body)}`)
    if (name === state) return id
  }
  throw new Error(state)
}
const code = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code
const left = async (authority: string) =>
  (await desk.api.ask(asks, routes.getAuthority, { params: { id: wire('authority', authority) } })).body.leftFen

test('P4, P6: request, check, approval, order, debit and proof go through different hands and count against the authority', async () => {
  const authority = await grant(fresh, desk.fund)
  const id = await upTo('reached', authority)
  assert.equal(await left(authority), '60000')
  const { body } = await step(checks, routes.getPayment, id)
  const { rows: paid } = await fresh.owner.query('select entry_id, purpose from payments.pub_paid')
  const entryId = wire('entry', paid[0].entry_id)
  const shown = await desk.api.ask({ kind: 'stranger' }, proofRoutes.getPublicEntry, { params: { entryId } })
  assert.deepEqual(shown.body.paid, { purpose: '十一月助老餐费', project: null })
  assert.deepEqual(
    body.steps.map((each: { step: string }) => each.step),
    ['checked', 'approved', 'sent', 'paid', 'proving', 'reached'],
  )
  assert.deepEqual([body.state, body.paidFen, body.hoursToPay, body.next], ['reached', '40000', 0, []])
})

test('P6: one person does not take two steps that watch each other, and is told so before trying', async () => {
  const authority = await grant(fresh, desk.fund)
  const id = await upTo('requested', authority)
  assert.equal(await code(step(asks, routes.check, id)), 'payments.same_person')
  const { body } = await step(asks, routes.getPayment, id)
  const next = Object.fromEntries(body.next.map((each: { step: string; against: string }) => [each.step, each.against]))
  assert.deepEqual(next, { checked: 'same_person', refused: null, withdrawn: null })
  await step(approves, routes.check, id)
  assert.equal(await code(step(approves, routes.approve, id)), 'payments.same_person')
  assert.equal(await code(step(checks, routes.approve, id)), 'platform.not_permitted')
  await step(colleague(5, 'charity_manager', { kind: 'organisation', id: desk.host }), routes.approve, id)
  assert.equal(await code(step(asks, routes.send, id)), 'payments.same_person')
  await step(books, routes.send, id)
  assert.equal(await code(step(books, routes.recordPaid, id, PAID)), 'payments.same_person')
  assert.equal(
    await code(step(checks, routes.recordFailed, id, { ...PAID, on: '2026-11-24', reason: '账号有误' })),
    'payments.day_wrong',
  )
  await step(checks, routes.recordPaid, id, PAID)
  await step(asks, routes.addProof, id, { kind: 'telephone', words: '电话确认', confirmedOn: '2026-11-23' })
  assert.equal(await code(step(asks, routes.acceptProof, id)), 'payments.same_person')
  const { body: back } = await step(checks, routes.refuseProof, id, { reason: '没有说明是谁' })
  assert.equal(back.state, 'paid')
})

test('P3: what no authority carries is refused in order; a payee is verified by another, and is the one approved', async () => {
  const nobody = { authorityId: wire('authority', crypto.randomUUID()) }
  const single = await grant(fresh, desk.fund)
  assert.equal(await code(request(single, nobody)), 'payments.authority_not_found')
  assert.equal(await code(request(single, { payeeId: wire('payee', crypto.randomUUID()) })), 'payments.payee_not_found')
  assert.equal(await code(request(single, { amountFen: '0' })), 'payments.amount_missing')
  assert.equal(
    await code(request(await grant(fresh, desk.fund, { from: '2026-11-24' }))),
    'payments.authority_not_begun',
  )
  assert.equal(await code(request(await grant(fresh, desk.fund, { to: '2026-11-22' }))), 'payments.authority_over')
  const late = await grant(fresh, desk.fund, { kind: 'emergency', ratifyBy: '2026-11-22' })
  assert.equal(await code(request(late)), 'payments.authority_unratified')
  const added = {
    fundId: wire('fund', desk.fund),
    kind: 'person',
    name: '王某某',
    bankName: '某某银行',
    accountNumber: '62220099',
  }
  const { body: person } = await desk.api.ask(asks, routes.addPayee, { body: added })
  assert.equal(await code(desk.api.ask(asks, routes.addPayee, { body: added })), 'payments.payee_exists')
  const open = await grant(fresh, desk.fund, { kind: 'standing', capFen: 100_000n, eachFen: 50_000n, name: null })
  const toPerson = { payeeId: person.id }
  assert.equal(await code(request(open, toPerson)), 'payments.payee_not_verified')
  const words = { reason: '看过身份证和银行卡' }
  assert.equal(await code(step(asks, routes.verifyPayee, person.id, words)), 'payments.same_person')
  await step(checks, routes.verifyPayee, person.id, words)
  assert.equal(await code(step(approves, routes.verifyPayee, person.id, words)), 'payments.payee_verified')
  assert.equal(await code(request(single, toPerson)), 'payments.payee_not_approved')
  assert.equal(await code(request(open, { ...toPerson, amountFen: '50001' })), 'payments.above_each_cap')
  assert.equal(
    await code(request(single, { amountFen: '100000', purpose: '王某某，身份证11010519491231002X' })),
    'regulations.blocked',
  )
  await upTo('requested', single, { amountFen: '100000' })
  assert.equal(await code(request(single, { amountFen: '1' })), 'payments.above_left')
  assert.equal((await request(open, toPerson)).status, 200)
  await step(checks, routes.endPayee, person.id, { reason: '账号已注销' })
  assert.equal(await code(step(checks, routes.endPayee, person.id, words)), 'payments.payee_ended')
  assert.equal(await code(request(open, toPerson)), 'payments.payee_ended')
  const { body } = await desk.api.ask(asks, routes.listPayees, { query: { kind: 'person' } })
  assert.deepEqual([body.items[0].label, body.items[0].lastFour, body.items[0].ended], ['王**', '0099', true])
  assert.equal(
    await code(
      desk.api.ask({ kind: 'system', name: 'x' }, routes.check, {
        params: { id: wire('payment', crypto.randomUUID()) },
      }),
    ),
    'payments.payment_not_found',
  )
})

test('P1: a system takes no step; P7: what is revoked after part was paid stands, and the rest is refused', async () => {
  const authority = await grant(fresh, desk.fund)
  const paid = await upTo('reached', authority)
  const waits = await upTo('approved', authority, { amountFen: '30000' })
  assert.equal(await code(step({ kind: 'system', name: 'x' }, routes.send, waits)), 'payments.no_person')
  await fresh.owner.query(
    `insert into payments.authority_marks (authority_id, kind, source_id, marked_at) values ($1, 'revoked', $1, now())`,
    [authority],
  )
  assert.equal(await code(step(approves, routes.send, waits)), 'payments.authority_ended')
  assert.equal(await code(request(authority)), 'payments.authority_ended')
  const { body } = await step(asks, routes.withdraw, waits, { reason: '决议已撤销' })
  assert.equal(body.state, 'withdrawn')
  assert.equal((await step(asks, routes.getPayment, paid)).body.state, 'reached')
})

test('P10: the next sum to a payee waits until the last is shown to have arrived', async () => {
  const authority = await grant(fresh, desk.fund)
  const id = await upTo('paid', authority)
  assert.equal(await code(request(authority)), 'payments.earlier_unproven')
  const elsewhere = await addVerified(fresh, desk.fund, { accountNumber: '6222000087654321' })
  const there = { payeeId: wire('payee', elsewhere) }
  assert.equal(await code(request(authority, there)), 'payments.earlier_unproven')
  const program = Buffer.from('MZ\x90 a program named receipt.jpg')
  const hand = (body: Buffer) =>
    desk.api.ask(asks, routes.addSigned, {
      params: { id },
      query: { confirmedOn: '2026-11-23', words: '本人签收' },
      body,
    })
  assert.equal(await code(hand(program)), 'payments.proof_of_other_kind')
  assert.equal(await code(hand(Buffer.alloc(19 * 1024 * 1024 + 1))), 'payments.proof_too_large')
  const { body } = await hand(Buffer.from('%PDF-1.7 signed'))
  assert.deepEqual([body.state, body.proofs[0].mediaType], ['proving', 'application/pdf'])
  const file = await desk.api.askFile(checks, routes.readProof, { params: { id: body.proofs[0].id } })
  assert.equal(file.content.toString(), '%PDF-1.7 signed')
  const { body: words } = await step(checks, routes.readProofWords, body.proofs[0].id)
  assert.equal(words.words, '本人签收')
  assert.equal(
    await code(step(checks, routes.readProofWords, wire('proof', crypto.randomUUID()))),
    'payments.proof_not_found',
  )
  await step(checks, routes.acceptProof, id)
  assert.equal((await request(authority)).status, 200)
})

test('P6: of two accountants who pay one payment at once one wins, and the other is told', async () => {
  const id = await upTo('approved', await grant(fresh, desk.fund))
  const both = await Promise.all([step(checks, routes.send, id), step(books, routes.send, id)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  assert.equal(both.find(({ status }) => status === 409)?.body.code, 'payments.wrong_step')
  const authority = await grant(fresh, desk.fund)
  const asked = await Promise.all(Array.from({ length: 6 }, () => request(authority)))
  assert.equal(asked.filter(({ status }) => status === 200).length, 2)
  assert.equal(await left(authority), '20000')
})

/** The bank account of another host, whom the same manager works for. */
async function bankOfAnother(): Promise<string> {
  const hostId = await addHost(fresh, 2)
  const reach = { kind: 'organisation', id: hostId } as const
  const elsewhere = colleague(3, 'charity_manager', reach)
  if (approves.kind === 'person' && elsewhere.kind === 'person')
    approves = { ...approves, assignments: [...approves.assignments, ...elsewhere.assignments] }
  const body = { hostId: wire('org', hostId), bankName: '另一银行', number: '88880000', startsOn: '2026-01-01' }
  return (await desk.api.ask(approves, routes.addAccount, { body })).body.id
}

test('P8, P9: a file for the bank comes back in parts: paid, paid in part, failed, returned; twice is once', async () => {
  const ids: string[] = []
  for (let n = 0; n < 4; n++) ids.push(await upTo('approved', await grant(fresh, desk.fund)))
  const other = await upTo('checked', await grant(fresh, desk.fund))
  const make = (paymentIds: string[], accountId = account) =>
    desk.api.ask(approves, routes.makeBatch, { body: { accountId, paymentIds } })
  assert.equal(await code(make([...ids, other])), 'payments.wrong_step')
  assert.equal(await code(make([wire('payment', crypto.randomUUID())])), 'payments.payment_not_found')
  const elsewhere = await bankOfAnother()
  assert.equal(await code(make(ids, elsewhere)), 'payments.other_host')
  const { body: batch } = await make(ids)
  assert.deepEqual([batch.number, batch.count, batch.sumFen, batch.openCount], [1, 4, '160000', 4])
  const file = await desk.api.askFile(approves, routes.batchFile, {
    params: { id: batch.id },
    query: { format: 'csv' },
  })
  const table = await readSheet(file.content, { maxRows: 10, maxBytes: 100_000 })
  assert.deepEqual(table[0], ['序号', '付款编号', '收款户名', '收款账号', '收款开户行', '金额（元）', '用途'])
  assert.deepEqual(table[1]?.slice(2, 6), ['某某食堂', '6222000012345678', '鄂尔多斯银行(演示)', '400.00'])
  const codes = table.slice(1).map((cells) => cells[1])
  const rows = (...lines: string[]) => ['付款编号,结果,实付金额,日期,流水号,原因', ...lines].join('\n')
  const load = (body: string, check = 'no') =>
    desk.api.ask(checks, routes.loadResult, { params: { id: batch.id }, query: { check }, body: Buffer.from(body) })
  const answers = rows(
    `${codes[0]},成功,400.00,2026-11-23,R1,`,
    `${codes[1]},部分成功,100.00,2026-11-23,R2,`,
    `${codes[2]},失败,,2026-11-23,R3,账号有误`,
    `${codes[3]},成功,400.01,2026-11-23,R4,`,
    `ZZZZZZZZZZZZ,成功,1.00,2026-11-23,R5,`,
  )
  const dry = (await load(answers, 'yes')).body
  assert.deepEqual(
    [dry.paidCount, dry.failedCount, dry.problems.map((each: { row: number }) => each.row)],
    [2, 1, [5, 6]],
  )
  assert.equal((await load(answers)).body.paidCount, 2)
  const again = (await load(answers)).body
  assert.deepEqual([again.paidCount, again.failedCount, again.repeatedCount, again.problems.length], [0, 0, 3, 2])
  const back = rows(`${codes[0]},退票,150.00,2026-11-23,R6,收款账户已销户`, `${codes[3]},退票,,2026-11-23,R7,户名不符`)
  assert.equal((await load(back)).body.returnedCount, 2)
  assert.equal((await load(back)).body.repeatedCount, 2)
  const nowhere = { params: { id: wire('batch', crypto.randomUUID()) }, query: { format: 'csv' } }
  assert.equal(await code(desk.api.ask(approves, routes.batchFile, nowhere)), 'payments.batch_not_found')
  assert.equal(await code(load(rows())), 'payments.file_empty')
  assert.equal(await code(load('付款编号,结果\n')), 'payments.column_missing')
  const { body: listed } = await desk.api.ask(approves, routes.listPayments, { query: { batchId: batch.id } })
  const byCode = new Map(listed.items.map((each: { code: string }) => [each.code, each]))
  const sums = codes.map((shown) => {
    const one = byCode.get((shown ?? '').replaceAll('-', '')) as { state: string; paidFen: string; returnedFen: string }
    return [one.state, one.paidFen, one.returnedFen]
  })
  assert.deepEqual(sums, [
    ['paid', '40000', '15000'],
    ['paid', '10000', '0'],
    ['failed', '0', '0'],
    ['failed', '0', '0'],
  ])
  assert.equal((await fresh.database.transact('test', (tx) => verifyBooks(tx, desk.host))).fault, undefined)
})

test('P8: nothing is approved past what is free in the books', async () => {
  const authority = await grant(fresh, desk.fund, { capFen: 90_000_000n })
  const id = await upTo('checked', authority, { amountFen: '50000000' })
  assert.equal(await code(step(approves, routes.approve, id)), 'ledger.overdrawn')
  const { body } = await step(books, routes.refuse, id, { reason: '资金不足' })
  assert.equal(body.state, 'refused')
})

test('P4: of every authority the cap is paid, under way and left, after all of the above; what a fund paid is public', async () => {
  const { rows } = await fresh.owner.query(`
    select u.cap_fen = u.live_fen + u.paid_fen + u.left_fen and least(u.live_fen, u.paid_fen, u.left_fen) >= 0
       and u.paid_fen = coalesce((select sum(case s.step when 'paid' then s.amount_fen else -s.amount_fen end)
             from payments.steps s join payments.requests r on r.id = s.request_id
            where r.authority_id = u.authority_id and s.step in ('paid', 'returned')), 0) as whole
      from payments.pub_authority_use u`)
  assert.ok(rows.length > 10 && rows.every(({ whole }) => whole))
  const wanted = { params: { id: wire('fund', desk.fund) }, query: {} }
  const { body } = await desk.api.ask({ kind: 'stranger' }, routes.publicPayments, wanted)
  assert.ok(body.total >= 3)
  assert.doesNotMatch(JSON.stringify(body), /王某某|6222/)
  const { body: counts } = await desk.api.ask(approves, routes.countPayments, { query: {} })
  assert.ok(counts.paidCount >= 3 && counts.medianHours === 0)
  const { body: duties } = await fresh.owner
    .query(`select state, count(*)::int as n from regulations.duties where regulation_id = 'U18' group by 1 order by 1`)
    .then(({ rows: found }) => ({ body: found }))
  assert.deepEqual(
    duties.map(({ state }) => state),
    ['done', 'open'],
  )
})

test('R12: requests tell the facts they were judged by: what the payee was asked for before stands beside each', async () => {
  const kept = await fresh.database.transact('test', (tx) =>
    keptPayments(async () => 50_000n)(tx, { from: '2026-01-01', to: '2026-12-31', limit: 1000 }),
  )
  assert.equal(kept.found, kept.items.length)
  const facts = kept.items.map(({ facts: { payment } }) => payment)
  const earlier = facts.map((each) => (each?.stage === 'asked' ? each.recent.length : -1))
  assert.ok(earlier.includes(0) && earlier.some((n) => n > 3), String(earlier))
  assert.ok(facts.every((each) => each?.stage === 'asked' && each.largeSumFen === 50_000n))
})

test('P11: a payment, a step, an authority or an order that its owner altered is found and named', async () => {
  const named = async (tx: Tx) => {
    const { fault } = await verifyPayments(tx)
    return fault && `${fault.table} ${fault.row} ${fault.what}`
  }
  await expectFound(fresh, named, [
    ['payments.requests', `set amount_fen = amount_fen + 1 where state = 'reached'`, /^steps .*order in the books/],
    ['payments.requests', `set state = 'paid' where state = 'reached'`, /^requests .*its steps/],
    ['payments.steps', `set amount_fen = amount_fen - 1 where step = 'paid'`, /^requests .*its steps/],
    ['payments.steps', `set no = no + 1 where step = 'reached'`, /^steps .*gap/],
    ['payments.steps', `set person_id = gen_random_uuid() where step = 'checked'`, /^requests .*its steps/],
    ['payments.authorities', `set cap_fen = 1 where kind = 'single'`, /^requests .*authority/],
    ['ledger.commitments', `set amount_fen = amount_fen + 1 where key like 'payment %'`, /^steps .*order in the books/],
    [
      'ledger.commitment_ends',
      `set how = 'released', reason = 'xx', entry_id = null where how = 'posted'`,
      /^steps .*order in the books/,
    ],
  ])
})
