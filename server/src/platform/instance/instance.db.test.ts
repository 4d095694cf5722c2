import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#platform/kit/refusal.ts'
import { freshDatabase } from '#test/support/clone.ts'
import { claimInstance, findInstance, isDemonstration, keepProgress, keepSignIns } from './index.ts'

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

for (const [kind, other] of [
  ['real', 'demonstration'],
  ['demonstration', 'real'],
] as const) {
  test(`a database declared ${kind} stays so, for the program, the role app and the owner`, async () => {
    const fresh = await freshDatabase()
    const claim = (wanted: typeof kind | typeof other) =>
      fresh.database.transact('test', (tx) => claimInstance(tx, wanted))
    try {
      assert.equal(await fresh.database.transact('test', findInstance), undefined)
      await claim(kind)
      await claim(kind)
      await assert.rejects(claim(other), refused(`platform.instance_is_${kind}`))
      for (const change of ['update platform.instance set kind = $1', 'delete from platform.instance where kind <> $1'])
        await assert.rejects(fresh.owner.query(change, [other]), { code: '23000' })
      await assert.rejects(fresh.database.pool.query('delete from platform.instance'), { code: '42501' })
      await assert.rejects(fresh.database.pool.query('update platform.instance set kind = $1', [other]), {
        code: '42501',
      })
      assert.equal(await fresh.database.transact('test', isDemonstration), kind === 'demonstration')
    } finally {
      await fresh.close()
    }
  })
}

test('of many that declare at once, all who disagree with the first are refused', async () => {
  const fresh = await freshDatabase()
  try {
    const kinds = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? ('real' as const) : ('demonstration' as const)))
    const outcomes = await Promise.allSettled(
      kinds.map((kind) => fresh.database.transact('test', (tx) => claimInstance(tx, kind))),
    )
    const first = (await fresh.database.transact('test', findInstance))?.kind
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      kinds.map((kind) => (kind === first ? 'fulfilled' : 'rejected')),
    )
  } finally {
    await fresh.close()
  }
})

test('how far the filling is can be seen, and its sign-ins come back whole and lie sealed', async () => {
  const fresh = await freshDatabase()
  const signIn = { userName: 'auditor', password: 'k3m7-p2wx', shownName: '审计', role: 'auditor', place: '鄂尔多斯市' }
  try {
    await fresh.database.transact('test', (tx) => claimInstance(tx, 'demonstration'))
    await fresh.database.transact('test', (tx) => keepProgress(tx, 3, 9))
    const under = await fresh.database.transact('test', findInstance)
    assert.deepEqual([under?.filledAt, under?.done, under?.total, under?.signIns], [null, 3, 9, []])
    await fresh.database.transact('test', (tx) => keepSignIns(tx, [signIn]))
    const filled = await fresh.database.transact('test', findInstance)
    assert.deepEqual([filled?.filledAt, filled?.done, filled?.signIns], [fresh.clock.now(), 9, [signIn]])
    const { rows } = await fresh.owner.query('select sign_ins from platform.instance')
    assert.doesNotMatch(rows[0].sign_ins.toString('latin1'), /k3m7/)
  } finally {
    await fresh.close()
  }
})
