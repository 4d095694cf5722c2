import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost } from '#test/support/house.ts'
import { payeeHash } from './index.ts'

let fresh: FreshDatabase
let fund: string
before(async () => {
  fresh = await freshDatabase()
  fund = await addFund(fresh, await addHost(fresh, 1))
})
after(() => fresh.close())

const GRANT = `select payments.pub_grant_authority(gen_random_uuid(), $1, (select restriction_id from funds.pub_funds where id = $1),
  'resolution', gen_random_uuid(), $2, $3, $4, $5, $6, $7, '2026-11-23', '2027-11-23', $8, now())`
const asApp = (text: string, values: unknown[] = []) => fresh.database.pool.query(text, values)
const single = (motion: string) => [fund, motion, 'single', '100', null, 'open', null, null]

test('P1: the role app neither writes an authority or a mark nor calls the functions that do', async () => {
  const motion = crypto.randomUUID()
  await assert.rejects(asApp(GRANT, single(motion)), { code: '42501' })
  await fresh.owner.query(GRANT, single(motion))
  await assert.rejects(asApp('insert into payments.authorities select * from payments.authorities'), { code: '42501' })
  await assert.rejects(asApp(`select payments.pub_mark_authority('${motion}', 'ratified', '${motion}', now())`), {
    code: '42501',
  })
  assert.equal((await asApp('select 1 from payments.pub_authorities where motion_id = $1', [motion])).rowCount, 1)
})

test('P2: an authority is whole and never changes; what becomes of it stands beside it', async () => {
  const hash = await fresh.database.transact('test', async (tx) => payeeHash(tx, '某某 食堂'))
  assert.ok((await fresh.database.transact('test', async (tx) => payeeHash(tx, '某某食堂'))).equals(hash))
  const wrong: [constraint: RegExp, values: unknown[]][] = [
    [/payee_known/, [fund, crypto.randomUUID(), 'single', '100', null, 'body', null, null]],
    [/payee_known/, [fund, crypto.randomUUID(), 'single', '100', null, 'open', hash, null]],
    [/each_only_when_standing/, [fund, crypto.randomUUID(), 'standing', '100', null, 'open', null, null]],
    [/emergency_is_ratified/, [fund, crypto.randomUUID(), 'emergency', '100', null, 'body', hash, null]],
    [/check/, [fund, crypto.randomUUID(), 'single', '0', null, 'body', hash, null]],
  ]
  for (const [constraint, values] of wrong) await assert.rejects(fresh.owner.query(GRANT, values), constraint)
  const motion = crypto.randomUUID()
  await fresh.owner.query(GRANT, [fund, motion, 'emergency', '100', null, 'body', hash, '2026-12-08'])
  await assert.rejects(asApp('update payments.authorities set cap_fen = 200'), { code: '42501' })
  await fresh.owner.query(`select payments.pub_mark_authority($1, 'ratified', $1, now())`, [motion])
  const { rows } = await asApp('select ratified, ended from payments.pub_authorities where motion_id = $1', [motion])
  assert.deepEqual(rows, [{ ratified: true, ended: false }])
})
