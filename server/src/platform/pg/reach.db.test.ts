import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ACTIONS, type Action, type Actor, can, ROLES, type Subject, whereCan } from '@shanju/contract/access.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { reaches } from './reach.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

/** Codes that an array literal written carelessly would break on stand beside ordinary ones. */
const anyCode = fc.constantFrom('150600', '150602', '150602001', '', ',', '{}', '"', "'", '\\', 'NULL', '善聚')
const anyOrganisation = fc.constantFrom(1, 2, 3).map((n) => `0193a000-0000-7000-8000-00000000000${n}`)
const anySubject: fc.Arbitrary<Subject> = fc.record(
  { divisions: fc.array(anyCode, { maxLength: 4 }), organisationIds: fc.array(anyOrganisation, { maxLength: 2 }) },
  { requiredKeys: [] },
)
const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Actor>({ kind: 'stranger' }) },
  { weight: 1, arbitrary: fc.constant<Actor>({ kind: 'system', name: 'test' }) },
  {
    weight: 8,
    arbitrary: fc
      .array(
        fc.record({
          role: fc.constantFrom(...ROLES),
          reach: fc.oneof(
            anyCode.map((code) => ({ kind: 'division' as const, code })),
            anyOrganisation.map((id) => ({ kind: 'organisation' as const, id })),
          ),
        }),
        { maxLength: 4 },
      )
      .map((assignments): Actor => ({ kind: 'person', personId: 'p', assignments })),
  },
)
const anyAction = fc.constantFrom(...(Object.keys(ACTIONS) as Action[]))

test('a list narrowed in SQL holds exactly the rows that may be read one by one', async () => {
  await fc.assert(
    fc.asyncProperty(anyActor, anyAction, fc.array(anySubject, { maxLength: 8 }), async (actor, action, subjects) => {
      const listed = await fresh.database.transact('test', async (tx) => {
        await sql`create temporary table rows_of_test (n int, divisions text[], organisation_ids uuid[]) on commit drop`.execute(
          tx.db,
        )
        for (const [n, { divisions, organisationIds }] of subjects.entries()) {
          // A thing without a place may have an empty list or none at all.
          await sql`insert into rows_of_test values (${n}, ${divisions ?? null}, ${organisationIds ?? null})`.execute(
            tx.db,
          )
        }
        const within = reaches(whereCan(actor, action), sql`divisions`, sql`organisation_ids`)
        const { rows } = await sql<{ n: number }>`select n from rows_of_test where ${within} order by n`.execute(tx.db)
        return rows.map((row) => row.n)
      })
      const allowed = subjects.flatMap((subject, n) => (can(actor, action, subject) ? [n] : []))
      assert.deepEqual(listed, allowed)
    }),
    { numRuns: 150 },
  )
})
