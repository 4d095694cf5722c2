import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { capitalYuan } from './capital-yuan.ts'

test('sums read as vouchers write them', () => {
  for (const [fen, words] of [
    [0n, '零元整'],
    [5n, '伍分'],
    [50n, '伍角整'],
    [105n, '壹元零伍分'],
    [1_000n, '壹拾元整'],
    [12_345n, '壹佰贰拾叁元肆角伍分'],
    [100_100n, '壹仟零壹元整'],
    [1_010_005n, '壹万零壹佰元零伍分'],
    [100_000_000n, '壹佰万元整'],
    [100_100_000n, '壹佰万壹仟元整'],
    [10_000_000_010n, '壹亿元壹角整'],
    [10_000_500_000n, '壹亿零伍仟元整'],
    [1_000_000_000_000n, '壹佰亿元整'],
  ] as const) {
    assert.equal(capitalYuan(fen), words, String(fen))
  }
})

test('no two sums read the same, and no zero stands beside another', () => {
  const sums = fc.bigInt({ min: 1n, max: 1_000_000_000_000n })
  fc.assert(
    fc.property(sums, sums, (one, other) => {
      assert.equal(capitalYuan(one) === capitalYuan(other), one === other)
      assert.doesNotMatch(capitalYuan(one), /零零|零元|零整/)
    }),
  )
})
