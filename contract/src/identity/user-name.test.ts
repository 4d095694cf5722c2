import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalUserName, isUserName, userName } from './user-name.ts'

for (const good of [
  '王芳',
  '娜仁花',
  'wang.fang',
  'li_na-2',
  'Ａdmin１',
  'ᠪᠠᠭᠠᠲᠤᠷ',
  'zhang3',
  '康巴什区审计员',
  'Émile',
]) {
  test(`"${good}" is a user name`, () => {
    assert.ok(isUserName(canonicalUserName(good)))
    assert.ok(userName.safeParse(good).success)
  })
}

const BAD: readonly (readonly [string, string])[] = [
  ['', 'empty'],
  ['a', 'one letter'],
  ['a'.repeat(33), '33 letters'],
  ['.admin', 'a leading dot'],
  ['admin-', 'a trailing dash'],
  ['a..b', 'two dots in a row'],
  ['li na', 'a blank inside'],
  ["o'); drop table identity.people; --", 'SQL'],
  ['<b>wang</b>', 'HTML'],
  ['аdmin', 'a Cyrillic а for a Latin a'],
  ['wang\u200bfang', 'an invisible blank'],
  ['wang\u202efang', 'a turn of the writing direction'],
  ['王\0芳', 'a zero byte'],
  ['ad\u0301min\u0334', 'a loose combining mark'],
]

for (const [bad, why] of BAD) {
  test(`I5: a user name with ${why} is refused`, () => {
    assert.ok(!isUserName(canonicalUserName(bad)))
    assert.ok(!userName.safeParse(bad).success)
  })
}

test('I5: what a name becomes stays what it is: the canonical form of a canonical name is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
      const once = canonicalUserName(typed)
      if (isUserName(once)) assert.equal(canonicalUserName(once), once)
    }),
  )
})

test('I5: names that differ in width, case or surrounding blanks are one name', () => {
  assert.equal(canonicalUserName(' ＷangＦang１ '), canonicalUserName('wangfang1'))
})
