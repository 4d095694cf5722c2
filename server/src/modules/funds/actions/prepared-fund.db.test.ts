import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { OpenFund } from '@shanju/contract/funds/shapes.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addHost, fundInput, SETUP } from '#test/support/house.ts'
import { checkOpening } from '../queries/check-opening.ts'
import { getFund } from '../queries/get-fund.ts'
import { getManagement } from '../queries/management.ts'
import { AGREEMENT, PDF } from '../testkit.ts'
import { addAgreement, addDelegation, setComplaintLine } from './add-terms.ts'
import { beginFund } from './begin-fund.ts'
import { changeFund, stepFund } from './change-fund.ts'
import { setServed } from './change-served.ts'
import { readContact, setContacts } from './contacts.ts'
import { markGiven } from './mark-given.ts'
import { addPaper, readPaper } from './papers.ts'
import { changePreparation, prepareFund } from './prepare-fund.ts'

let fresh: FreshDatabase
let host: string
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
})
after(() => fresh.close())

const TODAY = '2026-11-23'
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
let n = 0
const prepare = (more: Partial<OpenFund> = {}) =>
  act((tx) => prepareFund(tx, SETUP, { ...fundInput(host), name: `筹备基金${++n}`, ...more }))
const begin = (id: string, reason = '', opensOn = TODAY) => act((tx) => beginFund(tx, SETUP, id, { opensOn, reason }))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
const rowsOf = async (text: string, ...values: unknown[]) => (await fresh.owner.query(text, values)).rows
const LINE = { telephone: '0477-0000123', publishedIn: '旗融媒体公众号', publishedOn: '2026-11-01', paperId: null }

test('F10: a prepared fund tells what is missing by rule, opens only with a reason for it, and owes its publication', async () => {
  const id = await prepare()
  assert.equal((await act((tx) => getFund(tx, id))).state, 'preparing')
  const before = (await act((tx) => checkOpening(tx, id))).findings.map(({ regulation }) => regulation)
  for (const rule of ['F02', 'D21', 'F07', 'X17']) assert.ok(before.includes(rule), rule)
  assert.equal(await codeOf(begin(id)), 'regulations.reason_needed')

  await act((tx) => addAgreement(tx, SETUP, id, AGREEMENT))
  await act((tx) => setComplaintLine(tx, SETUP, id, LINE))
  await act((tx) =>
    changePreparation(tx, SETUP, id, {
      ...{ sourceKind: 'initiator_gift', openingSumFen: 10_000_00n, ownBankAccount: false, ownSeal: false },
    }),
  )
  const later = (await act((tx) => checkOpening(tx, id))).findings.map(({ regulation }) => regulation)
  assert.deepEqual(
    ['F02', 'D21', 'F07', 'X17'].filter((rule) => later.includes(rule)),
    [],
  )
  const warnings = await begin(id, '名称沿用多年')
  assert.deepEqual(new Set(warnings.map(({ regulation }) => regulation)), new Set(['F03']))
  const fund = await act((tx) => getFund(tx, id))
  assert.deepEqual([fund.state, fund.opensOn, fund.agreement?.feeBp], ['open', TODAY, 500])
  const [duty] = await rowsOf(`select due_on::text, owner_role from regulations.duties where subject_id = $1`, id)
  assert.deepEqual(duty, { due_on: '2026-12-23', owner_role: 'charity_manager' })
  const [accepted] = await rowsOf(
    `select details from trail.records where subject_id = $1 and action = 'regulations.accept_warnings'`,
    id,
  )
  assert.deepEqual(accepted.details.rules, ['F03'])
  assert.doesNotMatch(JSON.stringify(accepted), /沿用多年/)
  assert.equal(await codeOf(begin(id, '再开一次')), 'funds.step_not_from_here')
})

test('F10: a name by the pattern and a whole file open without a word', async () => {
  const own = await addHost(fresh, 7)
  await fresh.owner.query('update organisations.organisations set name = $2 where id = $1', [own, '暖城慈善会'])
  const [place] = await rowsOf(`select name from divisions.divisions where code = '150602001'`)
  const id = await prepare({
    ...{ hostId: own, name: `暖城慈善会${place.name}社区慈善基金`, openingSumFen: 10_000_00n },
  })
  await act((tx) => addAgreement(tx, SETUP, id, AGREEMENT))
  await act((tx) => setComplaintLine(tx, SETUP, id, LINE))
  assert.deepEqual(await begin(id), [])
})

test('F10: what a rule of law blocks stays shut whatever the reason: a number of a person in the texts', async () => {
  const secret = '联系人手机13800138000'
  assert.equal(await codeOf(prepare({ purpose: `帮助困难居民，${secret}` })), 'regulations.blocked')
  const id = await prepare()
  assert.equal(
    await codeOf(act((tx) => addAgreement(tx, SETUP, id, { ...AGREEMENT, use: secret }))),
    'regulations.blocked',
  )
  assert.equal(
    await codeOf(act((tx) => setComplaintLine(tx, SETUP, id, { ...LINE, publishedIn: secret }))),
    'regulations.blocked',
  )
  assert.equal(
    await codeOf(act((tx) => changeFund(tx, SETUP, id, { name: '改名基金', purpose: secret, fields: ['care'] }))),
    'regulations.blocked',
  )
  assert.deepEqual((await act((tx) => getManagement(tx, id))).agreements, [])
})

test('F10: the host is looked at again on the day of opening, and no day to come is one', async () => {
  const other = await addHost(fresh, 2)
  const id = await prepare({ hostId: other })
  assert.equal(await codeOf(begin(id, '因故', '2026-11-24')), 'funds.opens_in_future')
  await fresh.owner.query(
    `update organisations.organisations set status = 'revoked', status_since = '2026-11-01' where id = $1`,
    [other],
  )
  assert.equal(await codeOf(begin(id, '因故')), 'funds.host_not_active')
})

test('F6: versions are added and kept; the last is in force and the public sees no rights and no papers of it', async () => {
  const id = await prepare()
  await act((tx) => addAgreement(tx, SETUP, id, AGREEMENT))
  await act((tx) => addAgreement(tx, SETUP, id, { ...AGREEMENT, feeRule: 'none', feeBp: 300, signedOn: TODAY }))
  const { agreements } = await act((tx) => getManagement(tx, id))
  assert.deepEqual(
    agreements.map(({ number, feeRule, feeBp }) => [number, feeRule, feeBp]),
    [
      [2, 'none', null],
      [1, 'share', 500],
    ],
  )
  const fund = await act((tx) => getFund(tx, id))
  assert.equal(fund.agreement?.number, 2)
  assert.ok(
    !JSON.stringify(fund, (_key, value) => (typeof value === 'bigint' ? String(value) : value)).includes(
      '参加管理小组',
    ),
  )
  const signed = { ...AGREEMENT, signedOn: '2026-11-24' }
  assert.equal(await codeOf(act((tx) => addAgreement(tx, SETUP, id, signed))), 'funds.signed_in_future')
  const shareless = { ...AGREEMENT, feeBp: null }
  assert.equal(await codeOf(act((tx) => addAgreement(tx, SETUP, id, shareless))), 'funds.fee_without_share')
  const late = { ...LINE, publishedOn: '2026-11-24' }
  assert.equal(await codeOf(act((tx) => setComplaintLine(tx, SETUP, id, late))), 'funds.published_in_future')
})

test('F6: a delegation replaces the one before for those who ask, and both stay', async () => {
  const id = await prepare()
  const delegate = (ceilingFen: bigint, more: object = {}) =>
    act((tx) =>
      addDelegation(tx, SETUP, id, {
        ...{ ceilingFen, subjects: ['hardship'], fromOn: '2026-01-01', toOn: '2027-12-31', paperId: null },
        ...more,
      }),
    )
  await delegate(5_000_00n)
  await delegate(8_000_00n)
  assert.equal(await codeOf(delegate(1n, { toOn: '2025-12-31' })), 'funds.term_ends_before')
  const [now] = await rowsOf(
    'select number, ceiling_fen::text as fen from funds.pub_delegations where fund_id = $1',
    id,
  )
  assert.deepEqual(now, { number: 2, fen: '800000' })
  assert.equal((await act((tx) => getManagement(tx, id))).delegations.length, 2)
})

test('F6: the role app can neither change nor forget what gives rights', async () => {
  for (const table of ['agreements', 'delegations', 'complaint_lines', 'papers', 'given']) {
    await assert.rejects(fresh.database.pool.query(`delete from funds.${table}`), { code: '42501' }, table)
    await assert.rejects(fresh.database.pool.query(`update funds.${table} set fund_id = fund_id`), { code: '42501' })
  }
  await assert.rejects(fresh.database.pool.query('delete from funds.served'), { code: '42501' })
  await assert.rejects(fresh.database.pool.query('update funds.served set from_on = from_on'), { code: '42501' })
})

test('F8: a fund serves its own place until it names others of its town; each keeps the days it was served', async () => {
  const id = await prepare()
  const serve = (...codes: string[]) => act((tx) => setServed(tx, SETUP, id, codes))
  const now = async () => (await act((tx) => getFund(tx, id))).serves.map(({ code }) => code)
  assert.deepEqual(await now(), ['150602001'])
  await serve('150602001001', '150602001002', '150602001001')
  assert.deepEqual(await now(), ['150602001001', '150602001002'])
  await serve('150602001002')
  await serve('150602001002', '150602001001')
  assert.deepEqual(await now(), ['150602001001', '150602001002'])
  assert.equal((await act((tx) => getManagement(tx, id))).served.length, 4)
  assert.equal(await codeOf(serve('150602001999')), 'funds.served_unknown')
  assert.equal(await codeOf(serve('150603001')), 'funds.served_elsewhere')
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => serve('150602001')))
  assert.ok(outcomes.every(({ status }) => status === 'fulfilled'))
  assert.deepEqual(await now(), ['150602001'])
})

test('F11: the person behind the telephone is sealed, shown only with a trail row, and can be forgotten', async () => {
  const id = await prepare()
  const contacts = {
    officePhone: '0477-0000125',
    contactName: '乌云其木格',
    contactPhone: '13800138000',
    forget: false,
  }
  await act((tx) => setContacts(tx, SETUP, id, contacts))
  const [row] = await rowsOf(`select encode(sealed, 'escape') as bytes from funds.contacts where fund_id = $1`, id)
  assert.ok(!row.bytes.includes('13800138000'))
  assert.deepEqual(await act((tx) => readContact(tx, SETUP, id)), { name: '乌云其木格', phone: '13800138000' })
  const asked = await rowsOf(
    `select details::text from trail.records where subject_id = $1 and action = 'funds.read_contact'`,
    id,
  )
  assert.equal(asked.length, 1)
  const trail = JSON.stringify(await rowsOf('select details from trail.records where subject_id = $1', id))
  assert.ok(!trail.includes('乌云') && !trail.includes('138001'))
  assert.equal((await act((tx) => getFund(tx, id))).officePhone, '0477-0000125')
  const unnamed = { ...contacts, contactName: '', contactPhone: '' }
  await act((tx) => setContacts(tx, SETUP, id, unnamed))
  assert.equal((await act((tx) => readContact(tx, SETUP, id))).name, '乌云其木格')
  await act((tx) => setContacts(tx, SETUP, id, { ...unnamed, forget: true }))
  assert.deepEqual(await rowsOf('select 1 from funds.contacts where fund_id = $1', id), [])
  assert.deepEqual(await act((tx) => readContact(tx, SETUP, id)), { name: '', phone: '' })
})

test('F11: a paper is kept sealed, is one by its content, and stands for its own fund only', async () => {
  const [id, other] = [await prepare(), await prepare()]
  const keep = (content: Buffer) =>
    act((tx) => addPaper(tx, SETUP, id, { kind: 'agreement', name: '张三签.pdf', content }))
  const paper = await keep(PDF)
  assert.equal(await codeOf(keep(Buffer.from('MZ…'))), 'funds.paper_of_other_kind')
  assert.equal(await codeOf(keep(Buffer.alloc(0))), 'funds.paper_of_other_kind')
  const [blob] = await rowsOf(
    'select position($2::bytea in b.content) as found from files.files f join files.blobs b on b.hash = f.hash where f.id = $1',
    paper.id,
    PDF,
  )
  assert.equal(blob.found, 0)
  const read = await act((tx) => readPaper(tx, SETUP, id, paper.id))
  assert.deepEqual([read.name, read.mediaType, read.content.equals(PDF)], ['张三签.pdf', 'application/pdf', true])
  assert.equal(await codeOf(act((tx) => readPaper(tx, SETUP, other, paper.id))), 'funds.not_found')
  await act((tx) => addAgreement(tx, SETUP, id, { ...AGREEMENT, paperId: paper.id }))
  const lent = { ...AGREEMENT, paperId: paper.id }
  assert.equal(await codeOf(act((tx) => addAgreement(tx, SETUP, other, lent))), 'funds.paper_unknown')
})

test('F12: a host’s own money enters as E67 with the board’s decision: designated, unrestricted, no income; once', async () => {
  const id = await prepare({ sourceKind: 'host_money', openingSumFen: 20_000_00n })
  assert.equal(await codeOf(begin(id, '因故')), 'funds.board_decision_missing')
  assert.equal((await act((tx) => getFund(tx, id))).state, 'preparing')
  await act((tx) => addPaper(tx, SETUP, id, { kind: 'board_decision', name: '决议.pdf', content: PDF }))
  await begin(id, '因故')
  const lines = await rowsOf(
    `select e.recipe, l.account, l.side, l.restriction, l.fund_id = $1 as own, l.amount_fen::text as fen
       from ledger.lines l join ledger.entries e on e.id = l.entry_id
      where e.key = 'fund ' || $1::text || ' opening sum' order by l.side desc`,
    id,
  )
  assert.equal(lines.length, 2)
  for (const line of lines) {
    assert.deepEqual([line.recipe, line.restriction, line.fen], ['E67.post', 'U', '2000000'])
    assert.match(line.account, /^3101/)
  }
  assert.deepEqual(lines.find(({ side }) => side === 'credit')?.own, true)
  const { figures } = await act((tx) => getFund(tx, id))
  assert.deepEqual([figures.inFen, figures.outFen, figures.leftFen], [0n, 0n, 20_000_00n])
  assert.deepEqual((await act((tx) => verifyBooks(tx, host))).fault, undefined)
  assert.equal(
    await codeOf(
      act((tx) =>
        changePreparation(tx, SETUP, id, {
          ...{ sourceKind: null, openingSumFen: 0n, ownBankAccount: false, ownSeal: false },
        }),
      ),
    ),
    'funds.not_in_preparation',
  )
})

test('F9: a fund with money does not close; an empty one closes for ever and nothing of it changes', async () => {
  const full = await prepare({ sourceKind: 'host_money', openingSumFen: 1n })
  await act((tx) => addPaper(tx, SETUP, full, { kind: 'board_decision', name: '决议.pdf', content: PDF }))
  await begin(full, '因故')
  const close = (id: string) => act((tx) => stepFund(tx, SETUP, id, 'close', '任务完成'))
  assert.equal(await codeOf(close(full)), 'funds.money_left')
  const id = await prepare()
  await close(id)
  for (const work of [
    () => close(id),
    () => act((tx) => stepFund(tx, SETUP, id, 'reopen', '再来')),
    () => begin(id, '再来'),
  ])
    assert.equal(await codeOf(work()), 'funds.step_not_from_here')
  for (const work of [
    () => act((tx) => addAgreement(tx, SETUP, id, AGREEMENT)),
    () => act((tx) => setServed(tx, SETUP, id, ['150602001'])),
    () =>
      act((tx) => setContacts(tx, SETUP, id, { officePhone: null, contactName: '', contactPhone: '', forget: true })),
    () => act((tx) => addPaper(tx, SETUP, id, { kind: 'agreement', name: '一.pdf', content: PDF })),
  ])
    assert.equal(await codeOf(work()), 'funds.closed')
})

test('a mark that a fund had a gift is written once, however many write it at once', async () => {
  const ids = [await prepare(), await prepare()]
  await Promise.all(Array.from({ length: 20 }, (_, i) => act((tx) => markGiven(tx, i % 2 ? ids : ids.toReversed()))))
  assert.equal((await rowsOf('select 1 from funds.given where fund_id = any($1)', ids)).length, 2)
})
