import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readableDetails, type Telling } from './details.ts'

const plain: Telling = { nameOf: () => undefined, valueOf: () => undefined, comma: '、' }

test('sums are shown in yuan, bare ids and empty values are left out', () => {
  const fund = '01a20658-febe-7034-bdef-4197e1fd2fe3'
  assert.deepEqual(
    readableDetails(
      { fund, amountFen: '123450', channel: 'cash', note: null, gifts: [fund], codes: ['1', '2'], none: {}, bytes: 9 },
      plain,
    ),
    [
      ['amount', '¥1,234.50'],
      ['channel', 'cash'],
      ['codes', '1、2'],
      ['bytes', '1 kB'],
    ],
  )
})

test('names and values that have words are told in them, also inside one another', () => {
  const words: Telling = {
    nameOf: (name) => ({ amount: '金额', filters: '条件', state: '状态' })[name],
    valueOf: (name, value) => (name === 'state' && value === 'open' ? '未完成' : undefined),
    comma: '，',
  }
  assert.deepEqual(readableDetails({ about: 'fund 01a20658-febe-7034-bdef-4197e1fd2fe3' }, words), [['about', 'fund']])
  assert.deepEqual(readableDetails({ amountFen: '100', filters: { state: 'open', page: 2 } }, words), [
    ['金额', '¥1.00'],
    ['条件', '状态 未完成，page 2'],
  ])
})
