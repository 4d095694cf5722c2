import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HelpLine, openAtPartnerFen, refuseMark } from './reach.ts'

const line: HelpLine = { kind: 'c1', bookedFen: 100n, postedAs: 'at_partner', paidOn: '2026-05-03', markedFen: 30n }
const mark = { fen: 70n, on: '2026-05-20', voucher: 'list-1' }
const today = '2026-06-01'

test('help given through a partner is marked reached up to what was booked', () => {
  assert.equal(refuseMark(line, mark, today), undefined)
  assert.equal(refuseMark(line, { ...mark, fen: 71n }, today), 'more_than_booked')
})

for (const [code, lineOver, markOver] of [
  ['not_help', { kind: 'c2' }, {}],
  ['voucher_missing', {}, { voucher: null }],
  ['in_future', {}, { on: '2026-06-02' }],
  ['more_than_marked', {}, { fen: -31n }],
  ['not_paid', { paidOn: null, postedAs: 'unpaid' }, {}],
  ['before_payment', {}, { on: '2026-05-02' }],
] as const) {
  test(`a mark is refused as ${code}`, () =>
    assert.equal(refuseMark({ ...line, ...lineOver }, { ...mark, ...markOver }, today), code))
}

test('a payment the bank returned loses the mark it was posted with', () => {
  const direct: HelpLine = { ...line, postedAs: 'reached', markedFen: 0n }
  assert.equal(refuseMark(direct, { ...mark, fen: -100n }, today), undefined)
  assert.equal(openAtPartnerFen({ ...direct, markedFen: -100n }), 100n)
})

test('accepted marks keep what is reached between nothing and what was booked', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -120n, max: 120n })), (amounts) => {
      let at: HelpLine = { ...line, markedFen: 0n }
      for (const fen of amounts) {
        if (refuseMark(at, { ...mark, fen }, today) === undefined) at = { ...at, markedFen: at.markedFen + fen }
        assert.ok(at.markedFen >= 0n && at.markedFen <= at.bookedFen)
        assert.equal(openAtPartnerFen(at), at.bookedFen - at.markedFen)
      }
    }),
  )
})
