import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { judgePassword } from './password.ts'

const COMMON = [
  'password123',
  'Password2026',
  'P@ssw0rd123',
  'qwertyuiop',
  '1234567890',
  '0987654321',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  '1212121212',
  'admin@2026!',
  'administrator',
  'woaini1314',
  'iloveyou2026',
  'ordos123456',
  'eerduosi2026',
  'shanju2026!',
  '1qaz2wsx3edc',
  '13800138000',
  '19850704',
  '1985070419',
  '鄂尔多斯市2026',
  '民政局123456',
  '密码密码密码密码',
  'ｐａｓｓｗｏｒｄ１２３',
] as const

for (const password of COMMON) {
  test(`I6: "${password}" is refused as too common`, () => {
    assert.equal(judgePassword(password, 'someone'), 'password_too_common')
  })
}

const GOOD = [
  '草原上的三匹白马',
  '白马不喜欢下雨天吃饭',
  'green kettle walks home',
  'tR8-vmq2-Lxw9',
  '我家阳台有八盆吊兰',
] as const

for (const password of GOOD) {
  test(`"${password}" is taken`, () => {
    assert.equal(judgePassword(password, 'someone'), undefined)
  })
}

test('I6: a password with the user name in it is refused, in any case or width of letters', () => {
  assert.equal(judgePassword('xx ＷangFang kettle', 'wangfang'), 'password_holds_name')
  assert.equal(judgePassword('王芳喜欢绿色水壶和马', '王芳'), 'password_holds_name')
})

test('a user name of two Latin letters forbids nothing', () => {
  assert.equal(judgePassword('green kettle walks home', 'ke'), undefined)
})

test('I6: whatever is repeated stays refused: repetition adds no surprise', () => {
  fc.assert(
    fc.property(fc.constantFrom('ab1', '马', 'x7', 'qwe'), fc.integer({ min: 4, max: 40 }), (piece, times) => {
      assert.equal(judgePassword(piece.repeat(times), 'someone'), 'password_too_common')
    }),
  )
})

test('judging ends, and quickly, for any text of allowed length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 128, unit: 'grapheme' }), (text) => {
      const begun = performance.now()
      judgePassword(text, 'someone')
      assert.ok(performance.now() - begun < 200)
    }),
  )
})
