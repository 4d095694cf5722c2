import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseAtCounter } from './decide-counter.ts'

const cash: Parameters<typeof refuseAtCounter>[0] = {
  ...{ donorKind: 'person', donorName: '乌云毕力格', channel: 'cash', handler: '', secondCounter: '其其格' },
  ...{ receipt: 'none', receiptNo: '' },
}
const refused = (more: Partial<typeof cash>) => refuseAtCounter({ ...cash, ...more }, '巴图')

test('G9: cash is counted by two people, however their names are typed', () => {
  assert.equal(refused({}), undefined)
  assert.equal(refused({ secondCounter: '' }), 'second_counter_missing')
  for (const secondCounter of ['巴图', ' 巴 图 ', '巴·图']) {
    assert.equal(refused({ secondCounter }), 'counters_same', 'whoever records is the handler where no other is named')
    assert.equal(refused({ secondCounter, handler: '苏和' }), undefined)
  }
  assert.equal(refused({ handler: 'Ｗang Wei', secondCounter: 'wang wei' }), 'counters_same')
  assert.equal(refused({ channel: 'bank', secondCounter: '' }), undefined)
})

test('nobody known has no name, and an issued receipt has a number', () => {
  assert.equal(refused({ donorKind: 'anonymous' }), 'anonymous_with_name')
  assert.equal(refused({ donorKind: 'anonymous', donorName: '' }), undefined)
  assert.equal(refused({ receipt: 'issued' }), 'receipt_no_missing')
  assert.equal(refused({ receipt: 'issued', receiptNo: '15060012345' }), undefined)
  assert.equal(refused({ receipt: 'waived' }), undefined)
})
