import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readableDetails } from './details.ts'

test('sums are shown in yuan, bare ids and empty values are left out', () => {
  const fund = '01a20658-febe-7034-bdef-4197e1fd2fe3'
  assert.deepEqual(
    readableDetails({ fund, amountFen: '123450', channel: 'cash', note: null, gifts: [fund], codes: ['1', '2'] }),
    [
      ['amount', '¥1,234.50'],
      ['channel', 'cash'],
      ['codes', '1、2'],
    ],
  )
})
