import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChangeSetting } from '@shanju/contract/regulations/shapes.ts'
import { definitionOf } from './book.ts'
import { refuseChange } from './decide-change.ts'
import { asShipped } from './settings.ts'

const TODAY = '2026-11-23'
const refused = (id: string, more: Partial<ChangeSetting>) => {
  const found = refuseChange(
    { fromOn: TODAY, reason: '经局务会研究决定', ...more },
    asShipped(definitionOf(id), TODAY),
    TODAY,
  )
  return found && [found.code, found.params]
}

test('what is possible is not refused', () => {
  for (const [id, wanted] of [
    ['F02', { severity: 'block' }],
    ['F01', { severity: 'warn' }],
    ['D02', { severity: 'block' }],
    ['D02', { severity: 'warn' }],
    ['X17', { enabled: false }],
    ['D02', { values: { days: 0 } }],
    ['F07', { values: { least_opening_sum: '0' } }],
    ['F07', { values: { least_opening_sum: '1000000000000' } }],
    ['F03', { values: { forbidden_words: [] } }],
    ['F02', { severity: 'block', fromOn: '2027-01-01' }],
  ] as const)
    assert.equal(refused(id, wanted as Partial<ChangeSetting>), undefined, `${id} ${JSON.stringify(wanted)}`)
})

test('R6: each refusal is given for its cause, the first in the module’s order', () => {
  for (const [id, wanted, code, params] of [
    ['F02', {}, 'changes_nothing', { day: TODAY }],
    ['F02', { severity: 'warn', enabled: true }, 'changes_nothing', { day: TODAY }],
    ['D02', { values: { days: 10 } }, 'changes_nothing', { day: TODAY }],
    ['F03', { values: { forbidden_words: ['中国', '中华', '全国', '国际'] } }, 'changes_nothing', { day: TODAY }],
    ['F02', { severity: 'block', fromOn: '2026-11-22' }, 'starts_in_past', { day: '2026-11-22' }],
    ['F02', { severity: 'task' }, 'severity_not_possible', { rule: 'F02' }],
    ['D02', { values: { nights: 3 } }, 'parameter_unknown', { rule: 'D02', name: 'nights' }],
    ['D02', { values: { days: '10' } }, 'parameter_out_of_range', { name: 'days' }],
    ['F07', { values: { least_opening_sum: 10 } }, 'parameter_out_of_range', { name: 'least_opening_sum' }],
    [
      'F07',
      { values: { least_opening_sum: '1000000000001' } },
      'parameter_out_of_range',
      { name: 'least_opening_sum' },
    ],
    ['F03', { values: { forbidden_words: ['甲', '甲'] } }, 'parameter_out_of_range', { name: 'forbidden_words' }],
    ['F03', { values: { forbidden_words: '甲' } }, 'parameter_out_of_range', { name: 'forbidden_words' }],
  ] as const)
    assert.deepEqual(refused(id, wanted as Partial<ChangeSetting>), [code, params], `${id} ${JSON.stringify(wanted)}`)
})
