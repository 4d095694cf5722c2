import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { creditCodeCheck, hasCreditCodeForm, isCreditCode, normaliseCreditCode } from './credit-code.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const body = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))
const code = body.map((text) => text + creditCodeCheck(text))

test('published codes of well-known bodies hold', () => {
  for (const published of ['91110000802100433B', '914403001922038216', '9144030071526726XG', '91330100799655058B']) {
    assert.equal(isCreditCode(published), true, published)
  }
})

test('a check worked out by hand: ones weigh 3^0 + … + 3^16, which is 26 modulo 31', () => {
  // 3^0 … 3^16 mod 31: 1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28, together 305 = 9 × 31 + 26; 31 − 26 = 5.
  assert.equal(creditCodeCheck('1'.repeat(17)), '5')
  assert.equal(creditCodeCheck('0'.repeat(17)), '0')
})

test('O1: every error in one character is found, at every place, for every other character', () => {
  fc.assert(
    fc.property(code, (right) => {
      for (let place = 0; place < right.length; place++) {
        for (const wrong of ALPHABET) {
          if (wrong === right[place]) continue
          assert.equal(isCreditCode(right.slice(0, place) + wrong + right.slice(place + 1)), false)
        }
      }
    }),
    { numRuns: 50 },
  )
})

test('O1: every exchange of two different neighbours is found', () => {
  fc.assert(
    fc.property(code, fc.nat(16), (right, place) => {
      const [a = '', b = ''] = [right[place], right[place + 1]]
      fc.pre(a !== b)
      assert.equal(isCreditCode(right.slice(0, place) + b + a + right.slice(place + 2)), false)
    }),
  )
})

test('of the 31 possible last characters exactly one holds', () => {
  fc.assert(
    fc.property(body, (text) => {
      assert.deepEqual(
        ALPHABET.filter((last) => isCreditCode(text + last)),
        [creditCodeCheck(text)],
      )
    }),
  )
})

test('form: eighteen characters, none of I, O, S, V, Z, no small letters', () => {
  assert.equal(hasCreditCodeForm('91110000802100433B'), true)
  for (const wrong of ['', '91110000802100433', '91110000802100433BB', '91110000802100433b', '９1110000802100433B']) {
    assert.equal(hasCreditCodeForm(wrong), false, wrong)
  }
  for (const never of 'IOSVZ') assert.equal(hasCreditCodeForm(`9111000080210043${never}B`), false)
})

test('what people type comes to its kept form: full width, small letters, blanks and dashes', () => {
  assert.equal(normaliseCreditCode(' ９１１１００００-８０２１００４３３ｂ '), '91110000802100433B')
})

test('a body of another length or with a strange character has no check character', () => {
  assert.throws(() => creditCodeCheck('123'), RangeError)
  assert.throws(() => creditCodeCheck('O'.repeat(17)), RangeError)
})
