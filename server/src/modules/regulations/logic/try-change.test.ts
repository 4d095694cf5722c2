import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { GiftFacts } from './facts.ts'
import { settingsOn } from './settings.ts'
import { type KeptDuty, type Recorded, tryChange } from './try-change.ts'

const TODAY = '2026-11-25'
const settingOf = (id: string) => (day: string) => {
  const setting = settingsOn(day, []).get(id)
  if (!setting) throw new Error(`no regulation ${id}`)
  return setting
}
const gift = (amountFen: bigint, more: Partial<GiftFacts> = {}): Recorded => ({
  ...{ kind: 'gift', id: String(amountFen), name: 'AAAA', on: '2026-06-01', amountFen },
  facts: {
    gift: {
      ...{ donor: 'named', kind: 'money', amountFen, goods: null, handler: 'recorded', givenOn: '2026-06-01' },
      ...{ receipt: 'issued', donorAsksAgreement: false, agreementSigned: false },
      ...more,
    },
  },
})
const verdicts = (id: string, things: readonly (Recorded | KeptDuty)[], draft: Parameters<typeof tryChange>[1]) =>
  tryChange(things, draft, settingOf(id), TODAY).map(({ was, wouldBe }) => `${was.verdict} → ${wouldBe.verdict}`)

test('R12: a lower line of D07 warns of gifts it let go by, a higher one leaves some alone', () => {
  const gifts = [gift(500_000n), gift(1_000_000n), gift(3_000_000n)]
  assert.deepEqual(verdicts('D07', gifts, { values: { line: '400000' } }), [
    ...['nothing → warn', 'warn → warn', 'warn → warn'],
  ])
  assert.deepEqual(verdicts('D07', gifts, { values: { line: '2000000' } }), [
    ...['nothing → nothing', 'warn → nothing', 'warn → warn'],
  ])
  assert.deepEqual(verdicts('D07', gifts, { severity: 'block' }), [
    ...['nothing → nothing', 'warn → block', 'warn → block'],
  ])
  assert.deepEqual(verdicts('D07', gifts, { enabled: false }), [
    ...['nothing → nothing', 'warn → nothing', 'warn → nothing'],
  ])
})

test('R12: a shorter term moves the day of each duty; a regulation that is no task opens none', () => {
  const duty = (doneOn: string | null, dueOn = '2026-06-11'): KeptDuty => ({
    ...{ kind: 'duty', id: `${doneOn} ${dueOn}`, name: 'AAAA', on: '2026-06-01', amountFen: null, dueOn, doneOn },
  })
  const duties = [duty('2026-06-05'), duty('2026-06-10'), duty(null), duty(null, '2026-11-30')]
  assert.deepEqual(verdicts('D02', duties, { values: { days: 5 } }), [
    ...['done_in_time → done_in_time', 'done_in_time → done_late', 'still_late → still_late'],
    'still_in_time → still_in_time',
  ])
  assert.deepEqual(verdicts('D02', [duty(null, '2026-11-30')], { values: { days: 4 } }), ['still_in_time → still_late'])
  assert.deepEqual(verdicts('D02', [duty('2026-06-05')], { severity: 'warn' }), ['done_in_time → nothing'])
})

test('R12: a draft that changes nothing differs nowhere', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(1n, 5_000_000n)), fc.constantFrom('D01', 'D02', 'D07'), (sums, id) => {
      const setting = settingOf(id)(TODAY)
      const same = { severity: setting.severity, enabled: setting.enabled, values: setting.values }
      const gifts = sums.map((sum) => gift(sum, sum % 2n === 0n ? { receipt: 'none' } : {}))
      for (const draft of [{}, same])
        assert.ok(tryChange(gifts, draft, settingOf(id), TODAY).every(({ differs }) => !differs))
    }),
  )
})
