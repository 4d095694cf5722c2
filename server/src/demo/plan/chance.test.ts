import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Chance } from './chance.ts'

const draws = (chance: Chance): number[] => Array.from({ length: 50 }, () => chance.below(1000))

test('the same seed and name give the same draws, any other seed or name gives others', () => {
  assert.deepEqual(draws(new Chance(7, 'a')), draws(new Chance(7, 'a')))
  assert.deepEqual(draws(new Chance(7).of('a')), draws(new Chance(7, 'a')))
  assert.notDeepEqual(draws(new Chance(7, 'a')), draws(new Chance(8, 'a')))
  assert.notDeepEqual(draws(new Chance(7, 'a')), draws(new Chance(7, 'b')))
})

test('draws stay in their bounds and reach all of them about equally often', () => {
  const chance = new Chance(1)
  const seen = new Map<number, number>()
  for (let n = 0; n < 7000; n++) {
    const drawn = chance.between(3, 9)
    seen.set(drawn, (seen.get(drawn) ?? 0) + 1)
  }
  assert.deepEqual([...seen.keys()].sort(), [3, 4, 5, 6, 7, 8, 9])
  for (const count of seen.values()) assert.ok(count > 850 && count < 1150, `${count} of about 1000`)
})

test('weights are kept, and what weighs nothing is never picked', () => {
  const chance = new Chance(2)
  const picked = Array.from({ length: 4000 }, () =>
    chance.weighted([['often', 3] as const, ['never', 0] as const, ['rarely', 1] as const]),
  )
  const often = picked.filter((each) => each === 'often').length
  assert.ok(often > 2850 && often < 3150, `${often} of about 3000`)
  assert.ok(!picked.some((each) => each === 'never'))
})

test('there is nothing to pick from an empty list', () => {
  assert.throws(() => new Chance(3).pick([]), RangeError)
  assert.throws(() => new Chance(3).weighted([]), RangeError)
})
