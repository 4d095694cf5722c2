import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Registered, refuseChange, refuseNew } from './decide-registration.ts'

const RIGHT = '91110000802100433B'
const IN_FORCE = { validTo: null }
const TODAY = '2026-11-23'
const now: Registered = { version: 3, registeredIn: '150602', status: 'active', statusSince: null }

const entering = (creditCode: string, existing?: string, place: { validTo: string | null } | undefined = IN_FORCE) =>
  refuseNew(
    { name: '某会', creditCode, registeredIn: '150602' },
    { existing, place, demonstration: false, today: TODAY },
  )
const showing = (name: string, creditCode: string) =>
  refuseNew(
    { name, creditCode, registeredIn: '150602' },
    {
      existing: undefined,
      place: IN_FORCE,
      demonstration: true,
      today: TODAY,
    },
  )
const changing = (wanted: Partial<Registered>, place: { validTo: string | null } | undefined = IN_FORCE, from = now) =>
  refuseChange(from, { ...now, ...wanted }, { today: TODAY, place })

const table: readonly (readonly [code: string | undefined, title: string, refused: { code: string } | undefined])[] = [
  ['credit_code_wrong', 'a code with one wrong character', entering('91110000802100433A')],
  ['demonstration_needs_wrong_code', 'O1: a right code on a demonstration', showing('某会(演示)', RIGHT)],
  [
    'demonstration_needs_name',
    'O1: a body on a demonstration that does not say so',
    showing('某会', '91110000802100433A'),
  ],
  [undefined, 'O1: a wrong code on a demonstration', showing('某会（演示）', '91110000802100433A')],
  ['exists_with_same_credit_code', 'a code that is taken', entering(RIGHT, '某基金会')],
  ['division_not_in_force', 'a place that is no more', entering(RIGHT, undefined, { validTo: '2020-01-01' })],
  [undefined, 'O1: a right code at a place in force', entering(RIGHT)],
  [
    'division_not_in_force',
    'a move to a place that is no more',
    changing({ registeredIn: '150603' }, { validTo: TODAY }),
  ],
  [undefined, 'staying at a place that is no more', changing({}, { validTo: '2020-01-01' })],
  ['changed_meanwhile', 'O3: a change of what somebody else changed since', changing({ version: 2 })],
  [
    'status_step_not_open',
    'O4: bringing back a dissolved body',
    changing({ status: 'active' }, IN_FORCE, { ...now, status: 'dissolved' }),
  ],
  ['status_needs_day', 'a new status without its day', changing({ status: 'revoked' })],
  ['status_in_future', 'a status from tomorrow', changing({ status: 'revoked', statusSince: '2026-11-24' })],
  [undefined, 'a status from today', changing({ status: 'dissolved', statusSince: TODAY })],
]
for (const [code, title, refused] of table) {
  test(`${title}: ${code ?? 'goes'}`, () => assert.equal(refused?.code, code))
}
