import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideClose, decideReopen, type MonthToClose, type MonthToReopen } from './period.ts'

const ids = ['K01', 'K05', 'K07', 'K08', 'K09', 'K10', 'K11', 'K12', 'K13', 'K14', 'K18']
const checks = ids.map((id) => ({ id, holds: true, figures: [], where: [] }))
const ready: MonthToClose = {
  month: '2026-05',
  today: '2026-06-03',
  isClosed: false,
  earlierOpen: [],
  opened: true,
  draftsWaiting: 0,
  entriesWithoutVoucher: 0,
  checks,
  commitmentsPastTerm: [],
}

test('a month whose checklist is done may close', () => assert.deepEqual(decideClose(ready), []))

const inTheWay: readonly (readonly [string, Partial<MonthToClose>])[] = [
  ['already_closed', { isClosed: true }],
  ['month_not_over', { today: '2026-05-31' }],
  ['earlier_month_open', { earlierOpen: ['2026-04'] }],
  ['opening_awaited', { opened: false }],
  ['drafts_waiting', { draftsWaiting: 3 }],
  [
    'check_fails',
    { checks: checks.map((check) => (check.id === 'K07' ? { ...check, holds: false, where: ['A27 ≠ L20'] } : check)) },
  ],
  ['check_missing', { checks: checks.filter((check) => check.id !== 'K14') }],
  ['commitment_past_term', { commitmentsPastTerm: ['order-7'] }],
  ['entry_without_voucher', { entriesWithoutVoucher: 2 }],
]

for (const [code, over] of inTheWay) {
  test(`a month is not closed: ${code}`, () => {
    assert.deepEqual(
      decideClose({ ...ready, ...over }).map((refusal) => refusal.code),
      [code],
    )
  })
}

test('everything in the way is said at once, in a fixed order', () => {
  const all = Object.assign({}, ready, ...inTheWay.map(([, over]) => over))
  const codes = decideClose({ ...all, checks: [{ id: 'K07', holds: false, figures: [], where: [] }] }).map(
    (one) => one.code,
  )
  assert.deepEqual(
    codes,
    inTheWay.map(([code]) => code),
  )
})

const closed: MonthToReopen = {
  month: '2026-05',
  closedBy: 'anna',
  by: 'bayar',
  reason: 'wrong fund on voucher 12',
  laterClosed: [],
}

test('a second person with a reason opens the latest closed month again', () =>
  assert.deepEqual(decideReopen(closed), []))

for (const [code, over] of [
  ['not_closed', { closedBy: null }],
  ['later_month_closed', { laterClosed: ['2026-06'] }],
  ['same_person', { by: 'anna' }],
  ['reason_missing', { reason: '  ' }],
] as const) {
  test(`a month is not opened again: ${code}`, () => {
    assert.deepEqual(
      decideReopen({ ...closed, ...over }).map((refusal) => refusal.code),
      [code],
    )
  })
}
