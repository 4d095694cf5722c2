import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import type { Body } from '@shanju/contract/kit/route.ts'
import { creditCodeCheck, isCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import fc from 'fast-check'
import pg from 'pg'
import { Refusal } from '#platform/kit/refusal.ts'
import { holding } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { findOrganisation, subjectOfOrganisation } from '../index.ts'
import { registerOrganisation } from './register-organisation.ts'

type RegisterInput = Body<typeof routes.registerOrganisation>

const CITY: Actor = holding('city_bureau', { kind: 'division', code: '150600' })
const codeFor = (n: number): string => {
  const body = `53150600MJ${String(n).padStart(7, '0')}`
  return body + creditCodeCheck(body)
}
const input = (n: number, more: Partial<RegisterInput> = {}): RegisterInput => ({
  name: `第${n}基金会(演示)`,
  creditCode: codeFor(n),
  kind: 'foundation',
  charity: true,
  registeredIn: '150602',
  officePhone: null,
  remark: '',
  ...more,
})

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const register = (body: RegisterInput, actor = CITY) =>
  fresh.database.transact('test', (tx) =>
    registerOrganisation(tx, actor, { params: undefined, query: undefined, body }),
  )
const refusal = (code: string, params?: object) => (error: unknown) => {
  assert.ok(error instanceof Refusal)
  assert.equal(error.code, code)
  if (params) assert.deepEqual(error.params, params)
  return true
}

test('O1: SQL and the contract judge every code alike', async () => {
  const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZa')
  const any = fc.array(character, { minLength: 16, maxLength: 18 }).map((all) => all.join(''))
  const right = fc.integer({ min: 0, max: 9_999_999 }).map(codeFor)
  const codes = fc.sample(fc.oneof(any, right), 300)
  const { rows } = await fresh.owner.query(
    `select code, organisations.credit_code_holds(code) as holds from unnest($1::text[]) as code`,
    [codes],
  )
  for (const row of rows) assert.equal(row.holds, isCreditCode(row.code), row.code)
  assert.ok(rows.some((row) => row.holds) && rows.some((row) => !row.holds))
})

test('O1: no row can carry a wrong code, and no demonstration body a right one, even written past the program', async () => {
  const insert = (code: string, demonstration: boolean) =>
    fresh.owner.query(
      `insert into organisations.organisations (id, name, credit_code, kind, charity, registered_in, demonstration,
         created_at, updated_at)
       values (gen_random_uuid(), '某会(演示)', $1, 'foundation', true, '150602', $2, now(), now())`,
      [code, demonstration],
    )
  const wrong = codeFor(90).slice(0, -1) + (codeFor(90).endsWith('0') ? '1' : '0')
  await assert.rejects(insert(wrong, false), { constraint: 'organisations_credit_code_holds' })
  await assert.rejects(insert(codeFor(90), true), { constraint: 'organisations_credit_code_holds' })
  await insert(wrong, true)
})

test('O2: of many registrations of one code at once exactly one happens', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => register(input(1))))
  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  for (const each of outcomes) {
    if (each.status === 'rejected') refusal('organisations.exists_with_same_credit_code')(each.reason)
  }
})

test('O2: the body that has the code is named to whom it is visible, to others only by the code they typed', async () => {
  await register(input(2))
  const taken = (actor: Actor, existing: string) =>
    assert.rejects(
      register(input(2, { name: '另一会(演示)' }), actor),
      refusal('organisations.exists_with_same_credit_code', { existing }),
    )
  await taken(CITY, '第2基金会(演示)')
  await taken(holding('banner_bureau', { kind: 'division', code: '150603' }), codeFor(2))
})

test('a body is found, with its place and itself as the subject of rights', async () => {
  const { id } = await register(input(3))
  const [found, subject] = await fresh.database.transact('test', async (tx) => [
    await findOrganisation(tx, id),
    await subjectOfOrganisation(tx, id),
  ])
  assert.deepEqual([found?.name, found?.registeredIn.name, found?.status], ['第3基金会(演示)', '东胜区', 'active'])
  assert.deepEqual(subject, { divisions: ['150600', '150602'], organisationIds: [id] })
})

test('a place that is no more takes no new bodies', async () => {
  await fresh.owner.query(`update divisions.divisions set valid_to = '2026-01-01' where code = '150602100'`)
  await assert.rejects(
    register(input(4, { registeredIn: '150602100' })),
    refusal('organisations.division_not_in_force', { code: '150602100' }),
  )
})

test('O5: names are kept as they were typed, whatever they look like', async () => {
  for (const [n, name] of [
    `<script>alert(1)</script>`,
    `'; drop table organisations.organisations; --`,
    '圐圙会',
  ].entries()) {
    assert.equal((await register(input(10 + n, { name }))).name, name)
  }
})

test('O6: the role app can neither delete a body nor change its code', async () => {
  const app = new pg.Client({ connectionString: fresh.appUrl })
  await app.connect()
  try {
    for (const forbidden of [
      `delete from organisations.organisations`,
      `update organisations.organisations set credit_code = '${codeFor(77)}'`,
      `update organisations.organisations set demonstration = true`,
    ]) {
      await assert.rejects(app.query(forbidden), { code: '42501' }, forbidden)
    }
  } finally {
    await app.end()
  }
})
