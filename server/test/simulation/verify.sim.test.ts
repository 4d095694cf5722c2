import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decisionProofRoutes } from '@shanju/contract/governance/decision-proof.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { routes as transparency } from '@shanju/contract/transparency/routes.ts'
import { nodeCrypto } from '@shanju/verifier/node-crypto.ts'
import { verifyReceipt } from '@shanju/verifier/receipt.ts'
import { sql } from 'kysely'
import { decideBoard } from '#modules/governance/actions/decide.ts'
import { adopt, BOARD, closed, GRANT, makeGroup, opened } from '#modules/governance/testkit.ts'
import { loggedMonths, proveEntry } from '#modules/ledger/index.ts'
import { addHost, giftDraft, postOne } from '#modules/ledger/testkit.ts'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { policyText, stageRows } from '#modules/transparency/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import { type Database, openDatabase, type Tx } from '#platform/pg/db.ts'
import { verifyAll, verifyIn } from '#src/verify.ts'
import { served } from '#src/wiring.ts'
import type { Alteration } from '#test/support/altered.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'

let fresh: FreshDatabase
let api: TestApi
let owner: Database
before(async () => {
  fresh = await freshDatabase()
  owner = openDatabase(fresh.ownerUrl, fresh.clock, fresh.secrets, 1)
  const host = await addHost(fresh, 1)
  const post = async (from: number, to: number) => {
    for (let n = from; n <= to; n++) {
      await fresh.database.transact('test', (tx) => postOne(tx, `gift ${n}`, giftDraft(host, BigInt(n))))
    }
  }
  await post(1, 20)
  for (const step of [sequence, publishHead]) await fresh.database.transact<unknown>('test', step)
  await decide()
  await post(21, 22)
  for (const step of [sequence, publishHead]) await fresh.database.transact<unknown>('test', step)
  await post(23, 24)
})
const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const known = { entry: '', other: '', resolution: '', motion: '', adopted: '' }

/** One row of each kind that stands in the log beside entries: rules, resolutions, a board's refusal, a month, a setting. */
async function decide(): Promise<void> {
  const group = await makeGroup(fresh, 2)
  await adopt(fresh, group)
  const grant = await opened(fresh, group, { ...GRANT, secret: true })
  await fresh.owner.query(
    `with v as (insert into governance.votes (motion_id, seat_id, round, manner, voted_at)
       select $1, seat, 1, 'paper', $3 from unnest($2::uuid[]) seat returning 1)
     insert into governance.ballots (id, motion_id, round, choice, nonce)
       select gen_random_uuid(), $1, null, 'yes', decode(md5(seat::text), 'hex') from unnest($2::uuid[]) seat`,
    [grant, group.seats, fresh.clock.now()],
  )
  await closed(fresh, grant)
  await inside((tx) => decideBoard(tx, SETUP, grant, { ...BOARD, approves: false, ruleCited: '资金管理办法第三条' }))
  api = testApi(fresh, served)
  const change = {
    params: { id: 'F07' },
    body: { fromOn: '2026-11-23', reason: '经局务会研究决定', severity: 'block' },
  }
  assert.equal((await api.ask(CITY, regulations.changeSetting, change)).status, 200)
  const month = uuidv7(fresh.clock.now())
  await inside(async (tx) => {
    await sql`insert into ledger.month_acts (id, book_id, month, no, act, reason, at)
      select ${month}, id, '2026-10', 1, 'close', '银行对账单未到', ${tx.now} from ledger.books where id = ${group.hostId}`.execute(
      tx.db,
    )
    await stageRows(tx, loggedMonths, [month])
  })
  for (const step of [sequence, publishHead]) await fresh.database.transact<unknown>('test', step)
  const { rows } = await fresh.owner.query(`select (select id from ledger.entries where number = 9) as entry,
    (select id from ledger.entries where number = 10) as other,
    (select id from governance.resolutions where ballot_root is not null) as resolution,
    (select motion_id from governance.resolutions where ballot_root is not null) as motion,
    (select motion_id from governance.resolutions where ballot_root is null) as adopted`)
  Object.assign(known, rows[0])
}
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)

after(async () => {
  await api.close()
  await owner.close()
  await fresh.close()
})

test('T11: what nobody touched agrees: books, log, and what waits for its place', async () => {
  const found = await verifyAll(fresh.database, () => {})
  assert.deepEqual(found.faults, [])
  // Rules, their resolution, one by secret vote, the board's refusal, a setting, a month.
  assert.deepEqual([found.entries, found.leaves, found.heads], [24, 23 + 6, 3])
})

const ALTERED: readonly Alteration[] = [
  ['ledger.accounts', `set name_zh = name_zh || 'x'`, /ledger\.accounts /],
  ['ledger.cash_flows', `set inflow_fen = inflow_fen + 1`, /ledger\.cash_flows /],
  ['ledger.entries', `set summary = 'x' where number = 5`, /ledger\.entries .*no\. 5\): /],
  [
    'ledger.lines',
    `set amount_fen = amount_fen + 1 where entry_id = (select id from ledger.entries where number = 5)`,
    /ledger\.(lines|entries) /,
  ],
  ['ledger.balances', `set debit_fen = debit_fen + 1 where account = '1002'`, /ledger\.balances /],
  [
    'ledger.seals',
    `set seal = sha256('x') where entry_id = (select id from ledger.entries where number = 5)`,
    /ledger\.seals /,
  ],
  ['ledger.books', `set next_number = 99`, /ledger\.books /],
  ['ledger.funds', `set name = name || 'x' where book_id is not null`, /ledger\.funds /],
  ['ledger.restrictions', `set title = title || 'x'`, /ledger\.restrictions /],
  [
    'transparency.tiles',
    `set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where level = 0`,
    /transparency\.tiles 1\/0\/0: does not follow/,
  ],
  [
    'transparency.tiles',
    `set bytes = set_byte(bytes, 90, get_byte(bytes, 90) # 1) where level = -1`,
    /transparency\.(tiles|openings) /,
  ],
  [
    'transparency.openings',
    `set salts = set_byte(salts, 3, get_byte(salts, 3) # 1) where leaf_index = 7`,
    /transparency\.openings \S+: what ledger\.entries says/,
  ],
  [
    'transparency.openings',
    `set leaf_index = 1000 where leaf_index = 7`,
    /transparency\.openings \S+: does not say that it stands at 1\/7/,
  ],
  ['transparency.heads', `set root = sha256('x') where size = 21`, /transparency\.heads 1\/21: its root/],
  [
    'transparency.heads',
    `set note = translate(note, 'ABCDEFGHIJ', 'BCDEFGHIJA') where size = 21`,
    /transparency\.heads 1\/21: /,
  ],
  [
    'governance.resolutions',
    `set yes = yes - 1, no = no + 1`,
    /transparency\.openings \S+: what governance\.resolutions says/,
  ],
  ['governance.motions', `set amount_fen = amount_fen + 1 where amount_fen is not null`, /what governance\.\w+ says/],
  ['governance.commitments', `set commitment = sha256(commitment)`, /what governance\.resolutions says/],
  ['governance.rules', `set quorum_top = 1, quorum_bottom = 2`, /what governance\.rules says/],
  ['governance.rules', `set body = body || 'x'`, /what governance\.rules says/],
  ['governance.board_decisions', `set reason = reason || 'x'`, /what governance\.board_decisions says/],
  ['governance.board_decisions', `set yes = yes + 1`, /what governance\.board_decisions says/],
  ['payments.authority_marks', `set kind = 'ratified'`, /payments\.authorities \S+: is not what was decided/],
  ['regulations.changes', `set severity = 'warn'`, /what regulations\.changes says/],
  ['ledger.month_acts', `set month = '2026-09'`, /what ledger\.month_acts says/],
  ['transparency.logs', `set published = 21`, /transparency\.logs 1: its last head/],
  ['transparency.logs', `set root = sha256('x')`, /transparency\.logs 1: its root/],
  ['transparency.staged', `set leaves = set_byte(leaves, 30, get_byte(leaves, 30) # 1)`, /transparency\.staged /],
]

class Rollback extends Error {}

/** What verify names after an owner's hand changed rows with the triggers off; undone again. */
async function altered(table: string, change: string): Promise<string | undefined> {
  const [rows, found] = await asOwner(async (tx) => {
    await sql.raw(`alter table ${table} disable trigger user`).execute(tx.db)
    const { numAffectedRows } = await sql.raw(`update ${table} ${change}`).execute(tx.db)
    return [numAffectedRows, (await verifyIn(tx)).faults[0]] as const
  })
  assert.ok((rows ?? 0n) > 0n)
  return found
}

for (const [table, change, named] of ALTERED) {
  test(`T11: an alteration of ${table} by its owner is found and named: ${change}`, async () => {
    assert.match((await altered(table, change)) ?? 'nothing was found', named)
  })
}

test('T14: every entry says how far its proof is, and hands it out as a file that lays open what is public of it alone', async () => {
  const { body } = await api.ask(CITY, ledger.listEntries, { query: { pageSize: '50' } })
  const states = Map.groupBy(body.items as { proof: string }[], ({ proof }) => proof)
  assert.deepEqual([states.get('logged')?.length, states.get('pending')?.length], [22, 2])
  const { rows } = await fresh.owner.query('select subjects[1] as id from transparency.staged order by id limit 1')
  const waiting = { params: { id: showId('entry', rows[0].id) } }
  assert.equal((await api.ask(CITY, ledger.getEntryProof, waiting)).body.state, 'pending')
  assert.equal((await api.ask(CITY, ledger.getEntryProofFile, waiting)).body.code, 'ledger.proof_pending')
  const { content } = await api.askFile(CITY, ledger.getEntryProofFile, {
    params: { id: showId('entry', known.entry) },
  })
  assert.deepEqual(await told(content), ['proven', 'entry_head', 'entry_line', 'entry_line'])
})

test('T14: a stranger has the proof of a decision, with the statement whose digest it names, and no words of people', async () => {
  const params = { id: showId('motion', known.motion) }
  const { body } = await api.ask(STRANGER, decisionProofRoutes.decisionProof, { params })
  assert.deepEqual(
    body.proofs.map(({ of, proof }: { of: string; proof: { state: string } }) => [of, proof.state]),
    [
      ['resolution', 'logged'],
      ['board', 'logged'],
    ],
  )
  for (const { of, statement } of body.proofs) {
    const { content } = await api.askFile(STRANGER, decisionProofRoutes.decisionProofFile, { params, query: { of } })
    const result = await verifyReceipt(nodeCrypto, await policy(), content)
    const [part] = result.shown?.parts ?? []
    assert.ok(result.state === 'proven' && part?.type === 'resolution')
    assert.deepEqual(Buffer.from(part.values.document ?? []), Buffer.from(sha256(toUtf8(statement))))
    assert.equal(
      result.shown?.leaf.kind,
      of === 'board' ? 'correction' : 'resolution',
      'a refusal corrects the resolution',
    )
    assert.doesNotMatch(statement, /\p{Script=Han}/u)
  }
  const adopted = { params: { id: showId('motion', known.adopted) }, query: { of: 'board' } }
  assert.equal(
    (await api.ask(STRANGER, decisionProofRoutes.decisionProofFile, adopted)).body.code,
    'governance.proof_pending',
  )
})

const policy = async () => parsePolicy(nodeCrypto.sha256, toUtf8(await inside(policyText)))
const told = async (file: Uint8Array | string) => {
  const { state, shown } = await verifyReceipt(nodeCrypto, await policy(), file)
  return [state, ...(shown?.parts ?? []).map(({ type }) => type)]
}

const erase = (row: string, actor = CITY, reason = '当事人要求抹除') =>
  api.ask(actor, transparency.eraseOpening, { body: { row: showId('leaf', row), reason } })

test('T13: what opens the private parts of a leaf is erased for good, by whoever keeps the log, with a reason and a trail', async () => {
  const code = async (answer: ReturnType<typeof erase>) => (await answer).body.code
  assert.equal(await code(erase('0193a000-0000-7000-8000-0000000000ff')), 'transparency.row_unknown')
  const { rows: waiting } = await fresh.owner.query(
    'select subjects[1] as id from transparency.staged order by id limit 1',
  )
  assert.equal(await code(erase(waiting[0].id)), 'transparency.not_placed_yet')
  assert.equal(await code(erase(known.entry, CITY, '张三 13800138000 要求')), 'regulations.blocked')
  const banner = holding('banner_bureau', { kind: 'division', code: '150602' })
  assert.equal((await erase(known.entry, banner)).status, 403)
  // Two at once: one of them does it.
  const both = await Promise.all([erase(known.entry), erase(known.entry)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  assert.equal(await code(erase(known.entry)), 'transparency.already_erased')
  assert.equal((await erase(known.resolution)).status, 200)
  const { rows: trail } = await fresh.owner.query(
    `select details from trail.records where action = 'transparency.erase_opening' order by at, id`,
  )
  assert.deepEqual(
    trail.map(({ details }) => [details.reason, details.parts]),
    [
      ['当事人要求抹除', 2],
      ['当事人要求抹除', 1],
    ],
  )
  const { rows } = await fresh.owner.query(`select salts from transparency.openings where subject_id = $1`, [
    known.entry,
  ])
  assert.deepEqual(
    rows[0].salts
      .toString('hex')
      .match(/.{32}/g)
      .map((salt: string) => /^0+$/.test(salt)),
    [false, false, true, false, true],
  )
})

test('T13: an erased opening still proves its row, shows what is public and when the rest went; verify accepts it', async () => {
  for (const step of [sequence, publishHead]) await inside<unknown>(step)
  assert.deepEqual((await verifyAll(fresh.database, () => {})).faults, [])
  const proof = await inside((tx) => proveEntry(tx, known.entry))
  assert.ok('receipt' in proof && proof.erasedAt)
  assert.deepEqual(await told(proof.file), ['proven', 'entry_head', 'entry_line'])
  const whole = await inside((tx) => proveEntry(tx, known.other))
  assert.ok('receipt' in whole && whole.erasedAt === null)
  assert.equal((await told(whole.file)).at(-1), 'line_detail')
})

for (const [change, named] of [
  [`set reason = 'xxxx'`, /what transparency\.erasures says/],
  [`set commitments = set_byte(commitments, 3, get_byte(commitments, 3) # 1)`, /transparency\.openings \S+: what/],
  [`set parts = '{0}' where cardinality(parts) = 1`, /transparency\.openings \S+: what/],
] as const) {
  test(`T13: an erasure is in the log itself, so one that its owner alters is found: ${change}`, async () => {
    assert.match((await altered('transparency.erasures', change)) ?? 'nothing was found', named)
  })
}

test('T13: nobody takes a salt that was not erased, not even the owner of the tables, nor the role app', async () => {
  for (const change of [
    `update transparency.openings set salts = decode(repeat('00', length(salts)), 'hex') where leaf_index = 3`,
    `update transparency.openings set salts = decode(repeat('00', length(salts)), 'hex') where subject_id = '${known.entry}'`,
    `delete from transparency.erasures`,
  ]) {
    await assert.rejects(fresh.owner.query(change), (error) => (error as { code?: string }).code === '23001', change)
    await assert.rejects(
      fresh.database.pool.query(change),
      (error) => (error as { code?: string }).code === '42501',
      change,
    )
  }
})

/** Works with the owner's rights, and undoes it. */
async function asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined
  await owner
    .transact('test', async (tx) => {
      answer = { value: await work(tx) }
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
  if (!answer) throw new Error('the work was not done')
  return answer.value
}
