import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/identity/routes.ts'
import type { Client } from '#test/support/client.ts'
import { codeFor, NEXT, PASSWORD, SignIns } from '#test/support/sign-in.ts'

let world: SignIns
before(async () => {
  world = await SignIns.open()
})
after(() => world.close())

test('a changed password ends the other sessions and keeps this one', async () => {
  await world.member('changer')
  const [here, there] = [await world.signedIn('changer'), await world.signedIn('changer')]
  const change = (current: string, next: string) => here.call(routes.changePassword, { body: { current, next } })
  assert.equal((await change('wrong one', NEXT)).code, 'identity.wrong_password')
  assert.equal((await change(PASSWORD, 'qwertyuiop')).code, 'identity.password_too_common')
  assert.equal((await change(PASSWORD, 'short')).code, 'platform.invalid_input')
  assert.equal((await change(PASSWORD, NEXT)).status, 200)
  assert.equal((await here.call(routes.me)).status, 200)
  assert.equal((await there.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await world.signIn(world.browser(), 'changer')).code, 'identity.wrong_credentials')
  assert.equal((await world.signIn(world.browser(), 'changer', NEXT)).value().state, 'signed_in')
})

test('I7: whoever finds a browser open cannot try passwords freely', async () => {
  await world.member('left.open')
  const client = await world.signedIn('left.open')
  const attempt = () => client.call(routes.enrolTotp, { body: { password: 'wrong one' } })
  for (let n = 0; n < 6; n++) assert.equal((await attempt()).code, 'identity.wrong_password')
  assert.equal((await attempt()).code, 'identity.locked_out')
})

test('a second factor is asked for once its first code was confirmed, not before', async () => {
  await world.member('careful')
  const client = await world.signedIn('careful')
  assert.equal((await client.call(routes.confirmTotp, { body: { code: '000000' } })).code, 'identity.second_factor_off')
  const enrolled = (await client.call(routes.enrolTotp, { body: { password: PASSWORD } })).value()
  assert.match(enrolled.uri, /^otpauth:\/\/totp\/%E5%96%84%E8%81%9A:careful\?secret=[A-Z2-7]+&/)
  assert.equal(enrolled.recoveryCodes.length, 10)
  assert.equal((await world.signIn(world.browser(), 'careful')).value().state, 'signed_in')
  assert.equal((await client.call(routes.confirmTotp, { body: { code: '000000' } })).code, 'identity.wrong_code')
  const code = codeFor(enrolled.secret)
  assert.equal((await client.call(routes.confirmTotp, { body: { code } })).status, 200)
  const me = (await client.call(routes.me)).value()
  assert.deepEqual([me.secondFactor, me.recoveryCodesLeft], [true, 10])
  assert.equal(
    (await client.call(routes.enrolTotp, { body: { password: PASSWORD } })).code,
    'identity.second_factor_on',
  )
  const again = world.browser()
  assert.equal((await world.signIn(again, 'careful')).value().state, 'second_factor')
  assert.equal((await again.call(routes.me)).code, 'platform.not_signed_in')
})

test('I14: an authenticator’s code finishes a sign-in once; the same code again does not', async () => {
  await world.member('two.factor')
  const { secret } = await world.withTotp('two.factor')
  const code = codeFor(secret)
  const finish = (client: Client) => client.call(routes.verifySecondFactor, { body: { kind: 'totp', code } })
  const [one, two] = [world.browser(), world.browser()]
  await world.signIn(one, 'two.factor')
  await world.signIn(two, 'two.factor')
  const answers = await Promise.all([finish(one), finish(two)])
  assert.deepEqual(answers.map((answer) => answer.code).sort(), ['', 'identity.wrong_code'])
  const three = world.browser()
  await world.signIn(three, 'two.factor')
  assert.equal((await finish(three)).code, 'identity.wrong_code')
})

test('I14: a recovery code is good once', async () => {
  await world.member('lost.phone')
  const { recoveryCodes } = await world.withTotp('lost.phone')
  const code = recoveryCodes[3] ?? ''
  const finish = async (typed: string) => {
    const client = world.browser()
    await world.signIn(client, 'lost.phone')
    return { client, answer: await client.call(routes.verifySecondFactor, { body: { kind: 'recovery', code: typed } }) }
  }
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  assert.equal((await finish('AAAA-BBBB-CCCC')).answer.code, 'identity.wrong_code')
  assert.equal((await finish('no code of ours')).answer.code, 'identity.wrong_code')
  const { client, answer } = await finish(` ${code.toLowerCase().replaceAll('-', ' ')} `)
  assert.equal(answer.value().state, 'signed_in')
  assert.equal((await client.call(routes.me)).value().recoveryCodesLeft, 9)
  assert.equal((await finish(code)).answer.code, 'identity.wrong_code')
  const made = (await client.call(routes.recoveryCodes, { body: { password: PASSWORD } })).value()
  assert.equal((await finish(recoveryCodes[4] ?? '')).answer.code, 'identity.wrong_code')
  assert.equal((await finish(made.codes[0] ?? '')).answer.status, 200)
})

test('I14: wrong codes end the sign-in after five, and lock the second factor after ten', async () => {
  const id = await world.member('guessed.codes')
  await world.withTotp('guessed.codes')
  const wrong = (client: Client) => client.call(routes.verifySecondFactor, { body: { kind: 'totp', code: '000000' } })
  const client = world.browser()
  await world.signIn(client, 'guessed.codes')
  for (let n = 0; n < 5; n++) assert.equal((await wrong(client)).code, 'identity.wrong_code')
  assert.equal((await wrong(client)).code, 'identity.no_pending_sign_in')
  await world.signIn(client, 'guessed.codes')
  for (let n = 0; n < 5; n++) assert.equal((await wrong(client)).code, 'identity.wrong_code')
  await world.signIn(client, 'guessed.codes')
  assert.equal((await wrong(client)).code, 'identity.locked_out')
  assert.ok((await world.countTrail('identity.second_factor_failed', id)) >= 10)
})

test('a second factor without a sign-in before it opens nothing, whoever is signed in in that browser', async () => {
  const nothing = { body: { kind: 'totp', code: '123456' } } as const
  assert.equal((await world.browser().call(routes.verifySecondFactor, nothing)).code, 'identity.no_pending_sign_in')
  await world.member('bystander')
  const signed = await world.signedIn('bystander')
  assert.equal((await signed.call(routes.verifySecondFactor, nothing)).code, 'identity.no_pending_sign_in')
})

test('a second factor is given up with the password', async () => {
  await world.member('gives.up')
  const { client } = await world.withTotp('gives.up')
  const off = (password: string) => client.call(routes.disableTotp, { body: { password } })
  assert.equal((await off('wrong one')).code, 'identity.wrong_password')
  assert.equal((await off(PASSWORD)).status, 200)
  assert.equal((await off(PASSWORD)).code, 'identity.second_factor_off')
  assert.equal(
    (await client.call(routes.recoveryCodes, { body: { password: PASSWORD } })).code,
    'identity.second_factor_off',
  )
  assert.equal((await world.signIn(world.browser(), 'gives.up')).value().state, 'signed_in')
})
