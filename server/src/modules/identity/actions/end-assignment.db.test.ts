import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addPerson } from '#test/support/people.ts'
import { listHeld } from '../queries/held.ts'
import { deactivatePerson } from './deactivate-person.ts'
import { endAssignment } from './end-assignment.ts'

const CITY = { role: 'administrator', reach: { kind: 'division', code: '150600' } } as const
const BANNER = { role: 'administrator', reach: { kind: 'division', code: '150602' } } as const

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const codeOf = (settled: PromiseSettledResult<unknown>): string =>
  settled.status === 'fulfilled' ? '' : settled.reason instanceof Refusal ? settled.reason.code : String(settled.reason)

const heldBy = (id: string) =>
  fresh.database.transact('test', async (tx) => {
    const [held] = await listHeld(tx, [id])
    assert.ok(held)
    return held
  })

test('I10: two administrators of the city who end each other at once: one stays', async () => {
  const [one, two] = [await addPerson(fresh.database, 'one', CITY), await addPerson(fresh.database, 'two', CITY)]
  await addPerson(fresh.database, 'banner.only', BANNER)
  const [first, second] = [await heldBy(one), await heldBy(two)]
  const by = (id: string): Actor => ({ kind: 'person', personId: id, assignments: [CITY] })
  const settled = await Promise.allSettled([
    fresh.database.transact('test', (tx) => endAssignment(tx, by(one), second.id)),
    fresh.database.transact('test', (tx) => endAssignment(tx, by(two), first.id)),
  ])
  assert.deepEqual(settled.map(codeOf).sort(), ['', 'identity.last_administrator'])
})

test('I10: the last administrator cannot be deactivated, an administrator of a banner can', async () => {
  const { rows } = await fresh.owner.query(
    `select person_id from identity.role_assignments
     where role = 'administrator' and division_code = '150600' and ended_at is null`,
  )
  assert.equal(rows.length, 1)
  const system = { kind: 'system', name: 'test' } as const
  const deactivate = (id: string) => fresh.database.transact('test', (tx) => deactivatePerson(tx, system, id))
  await assert.rejects(deactivate(rows[0].person_id), { code: 'identity.last_administrator' })
  await deactivate(await addPerson(fresh.database, 'banner.two', BANNER))
})

test('I10: an administrator whose term has not begun does not count as the one who stays', async () => {
  const later = await addPerson(fresh.database, 'later.admin', CITY)
  await fresh.owner.query("update identity.role_assignments set from_on = '2027-01-01' where person_id = $1", [later])
  const { rows } = await fresh.owner.query(
    `select id from identity.role_assignments where role = 'administrator' and division_code = '150600'
       and ended_at is null and from_on <= '2026-11-23'`,
  )
  const system = { kind: 'system', name: 'test' } as const
  const end = fresh.database.transact('test', (tx) => endAssignment(tx, system, rows[0].id))
  await assert.rejects(end, { code: 'identity.last_administrator' })
})

test('I3: what ended stays ended, even for the owner of the tables', async () => {
  const person = await addPerson(fresh.database, 'ended.person', BANNER)
  const held = await heldBy(person)
  const actor = { kind: 'system', name: 'test' } as const
  await fresh.database.transact('test', (tx) => endAssignment(tx, actor, held.id))
  await assert.rejects(
    fresh.owner.query('update identity.role_assignments set ended_at = null where id = $1', [held.id]),
    /stays ended/,
  )
})
