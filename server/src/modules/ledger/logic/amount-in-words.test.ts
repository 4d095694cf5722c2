import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountInWords } from './amount-in-words.ts'

const SUMS: readonly (readonly [bigint, string])[] = [
  [0n, '零元整'],
  [1n, '壹分'],
  [50n, '伍角整'],
  [107n, '壹元零柒分'],
  [100_00n, '壹佰元整'],
  [1_000_00n, '壹仟元整'],
  [1_005_00n, '壹仟零伍元整'],
  [12_005_60n, '壹万贰仟零伍元陆角整'],
  [100_005_00n, '壹拾万零伍元整'],
  [1_000_500_00n, '壹佰万零伍佰元整'],
  [10_200_000_00n, '壹仟零贰拾万元整'],
  [100_000_001_00n, '壹亿零壹元整'],
  [1_234_567_890_12n, '壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分'],
  [-60n, '负陆角整'],
]

for (const [fen, words] of SUMS) {
  test(`${fen} fen are ${words}`, () => assert.equal(amountInWords(fen), words))
}
