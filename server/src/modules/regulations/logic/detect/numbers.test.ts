import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { findBankCard, findIdNumber, findMobile, isIdNumber, luhnHolds } from './numbers.ts'

/** Made by the rule of the standard from an invented body; whether somebody bears it is nobody's business here. */
const CHECKS = '10X98765432'
const withCheck = (body: string): string =>
  body + CHECKS[[...body].reduce((sum, digit, index) => sum + Number(digit) * (2 ** (17 - index) % 11), 0) % 11]
const ID = withCheck('15060219010229000'.replace('0229', '0228'))
const luhnDigit = (body: string): string => '0123456789'.split('').find((digit) => luhnHolds(body + digit)) ?? ''
const card = (body: string): string => body + luhnDigit(body)
const CARD = card('622202000000000123')

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
const anyId = fc
  .tuple(fc.integer({ min: 110000, max: 659999 }), day, fc.integer({ min: 0, max: 999 }))
  .map(([place, born, order]) =>
    withCheck(`${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`),
  )
const wide = (text: string): string =>
  [...text].map((each) => (/[\dX]/.test(each) ? String.fromCharCode(each.charCodeAt(0) + 0xfee0) : each)).join('')

describe('identity numbers', () => {
  test('the example of the standard holds, and one digit otherwise does not', () => {
    // GB 11643-1999 gives 11010519491231002X and 440524188001010014.
    assert.ok(isIdNumber('11010519491231002X'))
    assert.ok(isIdNumber('440524188001010014'))
    assert.equal(isIdNumber('110105194912310021'), false)
  })

  test('a day of birth that never was is no identity number, whatever its check character', () => {
    assert.equal(isIdNumber(withCheck('15060219010229000')), false)
    assert.equal(isIdNumber(withCheck('15060219011301000')), false)
    assert.equal(isIdNumber(withCheck('15060219010132000')), false)
    assert.equal(isIdNumber(ID), true)
  })

  test('every number made by the rule is found, wherever and however it is typed', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const spaced = `${id.slice(0, 6)} ${id.slice(6, 14)}-${id.slice(14)}`
        for (const typed of [id, id.toLowerCase(), wide(id), spaced])
          assert.equal(findIdNumber(`王某身份证${typed}，住社区`), 5, typed)
      }),
    )
  })

  test('every error in one digit makes it no identity number', () => {
    fc.assert(
      fc.property(anyId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, place, more) => {
        const wrong = id.slice(0, place) + ((Number(id[place]) + more) % 10) + id.slice(place + 1)
        assert.equal(isIdNumber(wrong), false)
      }),
    )
  })

  test('a longer run of digits is something else, and so are eighteen digits with a wrong check', () => {
    assert.equal(findIdNumber(`订单${ID}0`), undefined)
    assert.equal(findIdNumber('回单 202611230000123456'), undefined)
    assert.equal(findIdNumber('统一社会信用代码 53150600MJ0000000X'), undefined)
  })
})

describe('mobile numbers', () => {
  test('eleven digits beginning 13 to 19 are found, with 86 before them, with blanks, in a list', () => {
    for (const [text, at] of [
      ['请拨打13812345678', 3],
      ['电话：138 1234 5678', 3],
      ['138-1234-5678', 0],
      ['+86 13812345678', 1],
      ['008619912345678', 0],
      ['１３８１２３４５６７８', 0],
      ['wx13812345678', 2],
      ['有两个：0477-8588228、15212345678', 17],
      ['131 1111 1111 132 2222 2222', 0],
    ] as const)
      assert.equal(findMobile(text), at, text)
  })

  test('office lines, sums, days, short and long runs are no mobile numbers', () => {
    for (const text of [
      '0477-8588228',
      '12812345678',
      '1381234567',
      '138123456789',
      '合计 13,812,345,678 元',
      '2026-11-23 10:30',
      '票据号码 1234567890',
      '4200001234202611231381234567',
    ])
      assert.equal(findMobile(text), undefined, text)
  })
})

describe('bank cards', () => {
  test('the check digit: numbers published for tests hold, one digit otherwise does not', () => {
    for (const published of ['4111111111111111', '5555555555554444', '3530111333300000'])
      assert.equal(luhnHolds(published), true)
    assert.equal(luhnHolds('4111111111111112'), false)
  })

  test('a card is found in one piece and in fours, full width too', () => {
    const fours = CARD.replace(/(.{4})(?=.)/g, '$1 ')
    for (const typed of [CARD, fours, fours.replaceAll(' ', '-'), wide(CARD)])
      assert.equal(findBankCard(`卡号${typed}`), 2, typed)
  })

  test('every card of 16 to 19 digits is found, and none whose check digit is wrong', () => {
    const body = fc.tuple(fc.integer({ min: 15, max: 18 }), fc.array(fc.nat(9), { minLength: 18, maxLength: 18 }))
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 9 }), ([length, digits], more) => {
        const right = card(`62${digits.join('')}`.slice(0, length))
        const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + more) % 10)
        fc.pre(!isIdNumber(right))
        assert.equal(findBankCard(right), 0)
        assert.equal(findBankCard(wrong), undefined)
      }),
    )
  })

  test('an identity number, a sum, a receipt number and a list of sums are no cards', () => {
    const both = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
      .map((n) => withCheck(`3506021990010100${n}`))
      .find(luhnHolds)
    for (const text of [
      ...(both === undefined ? [] : [both]),
      `${CARD.slice(0, -1)}${(Number(CARD.at(-1)) + 1) % 10}`,
      '6222',
      `${CARD}123`,
      '4,111,111,111,111,111',
      '30000 50000 80000 20000',
      '1662004999980010430',
    ])
      assert.equal(findBankCard(text), undefined, text)
  })
})

test('text without digits, empty text and text of every kind is looked through without a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
      for (const find of [findIdNumber, findMobile, findBankCard]) {
        const at = find(text)
        assert.ok(at === undefined || (at >= 0 && at < text.length))
      }
    }),
  )
})

test('a page full of digits is looked through in no time', () => {
  const text = '1 '.repeat(5000) + '12345678'.repeat(2000)
  const begun = process.cpuUsage().user
  for (const find of [findIdNumber, findMobile, findBankCard]) find(text)
  assert.ok(process.cpuUsage().user - begun < 2_000_000)
})
