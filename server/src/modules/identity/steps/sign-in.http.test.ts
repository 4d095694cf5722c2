import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/identity/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { FastifyInstance } from 'fastify'
import { createPerson, firstAdministratorLink, identifier, served } from '#modules/identity/index.ts'
import { buildServer, mount } from '#platform/http/index.ts'
import { Client } from '#test/support/client.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'

const PASSWORD = '草原上的三匹白马在喝水'
const NEXT = 'green kettle walks home'
const TEST = { kind: 'system', name: 'test' } as const
const TOWN = { role: 'town', reach: { kind: 'division', code: '150602001' } } as const

let fresh: FreshDatabase
let app: FastifyInstance
let addresses = 0

before(async () => {
  fresh = await freshDatabase()
  const { database, clock, secrets } = fresh
  const identify = identifier(database, clock, secrets)
  app = buildServer({ database, clock, identify, logLevel: 'silent', trustProxy: '127.0.0.1' })
  mount(app, database, served)
})
after(async () => {
  await app.close()
  await fresh.close()
})

/** A browser in a place of its own. */
const browser = () => new Client(app, `10.0.${addresses >> 8}.${addresses++ & 255}`)

const invite = (userName: string) =>
  fresh.database.transact('test', (tx) =>
    createPerson(tx, TEST, { userName, shownName: userName, phone: undefined, assignment: TOWN }),
  )

/** Somebody with a password, made the way people are made. */
async function member(userName: string, password = PASSWORD): Promise<string> {
  const { token, personId } = await invite(userName)
  ;(await browser().call(routes.acceptLink, { body: { token, password } })).value()
  return personId
}

const signIn = (client: Client, userName: string, password = PASSWORD) =>
  client.call(routes.signIn, { body: { userName, password } })

async function signedIn(userName: string): Promise<Client> {
  const client = browser()
  assert.equal((await signIn(client, userName)).value().state, 'signed_in')
  return client
}

const countTrail = async (action: string, personId: string): Promise<number> => {
  const { rows } = await fresh.owner.query(
    'select count(*)::int as n from trail.records where action = $1 and subject_id = $2',
    [action, personId],
  )
  return rows[0].n
}

test('people sign in by Chinese or Latin user name in any case and width, and out again', async () => {
  await member('王芳')
  await member('wang.fang')
  for (const typed of ['王芳', ' ＷＡＮＧ.fang ']) {
    const client = browser()
    const answer = await signIn(client, typed)
    assert.equal(answer.value().state, 'signed_in')
    assert.equal((await client.call(routes.me)).value().userName, typed === '王芳' ? '王芳' : 'wang.fang')
    assert.equal((await client.call(routes.signOut)).status, 200)
    assert.equal(client.cookies.has('shanju.session_token'), false)
    assert.equal((await client.call(routes.me)).code, 'platform.not_signed_in')
  }
})

test('I11: the session cookie is for servers only, for our pages only, and for https only where there is https', async () => {
  await member('cookie.person')
  const plain = (await signIn(browser(), 'cookie.person')).setCookies.join('\n')
  assert.match(plain, /^shanju\.session_token=.+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/m)
  const client = browser()
  const body = { userName: 'cookie.person', password: PASSWORD }
  const proxy = new Client(app, '127.0.0.1')
  const secure = await proxy.call(routes.signIn, { body, headers: { 'x-forwarded-proto': 'https' } })
  assert.match(secure.setCookies.join('\n'), /^__Secure-shanju\.session_token=.+; HttpOnly; Secure; SameSite=Lax$/m)
  assert.match(secure.setCookies.join('\n'), /^__Secure-shanju\.device=.+; Secure$/m)
  // A proxy that is not ours to believe cannot make us say so.
  const believed = await client.call(routes.signIn, { body, headers: { 'x-forwarded-proto': 'https' } })
  assert.doesNotMatch(believed.setCookies.join('\n'), /Secure/)
})

test('I7: an unknown name, an invited person, a deactivated one and a wrong password get one answer', async () => {
  await member('known.person')
  await invite('invited.person')
  const gone = await member('gone.person')
  await fresh.owner.query("update identity.people set state = 'deactivated' where id = $1", [gone])
  const answers = []
  for (const name of ['known.person', 'invited.person', 'gone.person', 'no.such.person', '-', "' or 1=1 --"]) {
    const password = name === 'gone.person' ? PASSWORD : 'not the right one'
    answers.push(await signIn(browser(), name, password))
  }
  for (const answer of answers) {
    assert.equal(answer.code, 'identity.wrong_credentials')
    assert.deepEqual(answer.body, answers[0]?.body)
    assert.deepEqual(answer.setCookies, [])
  }
})

test('I7: an unknown name takes as long to refuse as a wrong password', async () => {
  await member('timed.person')
  const timed = async (userName: string) => {
    const begun = performance.now()
    await signIn(browser(), userName, 'not the right one')
    return performance.now() - begun
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  // In turns, so that a machine busy with something else slows down both alike.
  for (let n = 0; n < 9; n++) {
    times.known.push(await timed('timed.person'))
    times.unknown.push(await timed(`nobody${n}`))
  }
  const [known, unknown] = [median(times.known), median(times.unknown)]
  assert.ok(unknown > known / 2 && unknown < known * 2, `${unknown} ms against ${known} ms`)
})

test('I7: after five wrong passwords even the right one waits, longer each time, then works again', async () => {
  const id = await member('locked.person')
  const client = browser()
  for (let n = 0; n < 6; n++)
    assert.equal((await signIn(client, 'locked.person', 'wrong one')).code, 'identity.wrong_credentials')
  const refused = await signIn(client, 'locked.person')
  assert.equal(refused.code, 'identity.locked_out')
  assert.deepEqual(refused.body.params, { seconds: 30 })
  assert.equal(refused.status, 429)
  fresh.clock.advance(30_000)
  assert.equal((await signIn(client, 'locked.person', 'wrong one')).code, 'identity.wrong_credentials')
  assert.deepEqual((await signIn(client, 'locked.person')).body.params, { seconds: 60 })
  fresh.clock.advance(60_000)
  assert.equal((await signIn(client, 'locked.person')).value().state, 'signed_in')
  assert.equal((await signIn(client, 'locked.person', 'wrong one')).code, 'identity.wrong_credentials')
  assert.equal(await countTrail('identity.sign_in_failed', id), 8)
})

test('I7: names that do not exist are slowed down the same way', async () => {
  const client = browser()
  for (let n = 0; n < 6; n++)
    assert.equal((await signIn(client, 'ghost', 'wrong one')).code, 'identity.wrong_credentials')
  assert.equal((await signIn(client, 'ghost', 'wrong one')).code, 'identity.locked_out')
})

test('I7: tries at once are counted one by one', async () => {
  await member('raced.person')
  const client = browser()
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(client, 'raced.person', 'wrong one')))
  const counted = answers.filter((answer) => answer.code === 'identity.wrong_credentials')
  assert.equal(counted.length, 6)
})

test('I7: a guesser elsewhere locks nobody out of the browser they use, nor out of another office', async () => {
  await member('wanted.person')
  const own = await signedIn('wanted.person')
  const guesser = browser()
  for (let n = 0; n < 8; n++) await signIn(guesser, 'wanted.person', 'wrong one')
  assert.equal((await signIn(guesser, 'wanted.person')).code, 'identity.locked_out')
  assert.equal((await signIn(browser(), 'wanted.person')).value().state, 'signed_in')
  for (let n = 0; n < 40; n++) await signIn(browser(), 'wanted.person', 'wrong one')
  assert.equal((await signIn(browser(), 'wanted.person')).code, 'identity.locked_out')
  assert.equal((await signIn(own, 'wanted.person')).value().state, 'signed_in')
})

test('I7: a browser known for one person gets no free tries against another', async () => {
  await member('mallory')
  await member('victim')
  const mallory = await signedIn('mallory')
  for (let n = 0; n < 6; n++) await signIn(mallory, 'victim', 'wrong one')
  assert.equal((await signIn(mallory, 'victim')).code, 'identity.locked_out')
})

test('I2: what was typed into the user name is nowhere in the database', async () => {
  const typed = 'my-secret-password-typed-into-the-wrong-field'
  await signIn(browser(), typed, 'wrong one')
  const found = await fresh.owner.query(
    "select (select json_agg(t)::text from trail.records t) || coalesce((select json_agg(l)::text from identity.lock_outs l), '') as text",
  )
  assert.doesNotMatch(found.rows[0].text, /wrong-field/)
})

test('I12: a one-time link works once, also when two use it at the same moment', async () => {
  const { token } = await invite('linked.person')
  const accept = (password: string) => browser().call(routes.acceptLink, { body: { token, password } })
  const answers = await Promise.all([accept(PASSWORD), accept(NEXT)])
  assert.deepEqual(answers.map((answer) => answer.code).sort(), ['', 'identity.link_used'])
  assert.equal((await accept(PASSWORD)).code, 'identity.link_used')
  assert.equal((await browser().call(routes.lookAtLink, { body: { token } })).code, 'identity.link_used')
  const right = answers[0]?.status === 200 ? PASSWORD : NEXT
  assert.equal((await signIn(browser(), 'linked.person', right)).value().state, 'signed_in')
})

test('I12: a link ends with its time, and with a newer link; an unknown one says so', async () => {
  const { token, personId } = await invite('late.person')
  const look = async (secret: string) => (await browser().call(routes.lookAtLink, { body: { token: secret } })).code
  assert.equal(await look(token), '')
  assert.equal(await look('A'.repeat(43)), 'identity.link_unknown')
  fresh.clock.advance(7 * 24 * 3600 * 1000)
  assert.equal(await look(token), 'identity.link_expired')
  const admin = await administrator()
  const params = { id: showId('person', personId) }
  const reset = () => admin.call(routes.resetLink, { params, body: { removeSecondFactor: false } })
  const first = (await reset()).value().path.split('#')[1] ?? ''
  const second = (await reset()).value().path.split('#')[1] ?? ''
  assert.equal(await look(first), 'identity.link_used')
  assert.equal(await look(second), '')
})

/** The first administrator, made by the link that the first start prints; the tests of later links need one. */
let admin: Client | undefined
async function administrator(): Promise<Client> {
  if (admin) return admin
  const link = await fresh.database.transact('test', (tx) => firstAdministratorLink(tx, 'http://127.0.0.1:8080'))
  const another = await fresh.database.transact('test', (tx) => firstAdministratorLink(tx, 'http://127.0.0.1:8080'))
  assert.match(link ?? '', /^http:\/\/127\.0\.0\.1:8080\/console\/welcome#/)
  const accept = (href: string | undefined, userName: string) =>
    browser().call(routes.acceptFirstLink, {
      body: { token: href?.split('#')[1] ?? '', userName, shownName: '管理员', password: PASSWORD },
    })
  assert.equal((await accept(link, 'known.person')).code, 'identity.user_name_taken')
  const answers = await Promise.all([accept(link, 'first.admin'), accept(another, 'second.admin')])
  assert.deepEqual(answers.map((answer) => answer.code).sort(), ['', 'identity.administrator_exists'])
  assert.equal(await fresh.database.transact('test', (tx) => firstAdministratorLink(tx, 'http://x')), undefined)
  const made = answers.find((answer) => answer.status === 200)?.value().userName ?? ''
  admin = await signedIn(made)
  return admin
}

test('I13: the first start makes exactly one administrator of the whole city, without any default password', async () => {
  const me = (await (await administrator()).call(routes.me)).value()
  assert.deepEqual(
    me.assignments.map((each) => [each.role, each.reachName]),
    [['administrator', '鄂尔多斯市']],
  )
})

test('I12: a reset link ends every session and lock-out, and the second factor if the administrator says so', async () => {
  const id = await member('forgetful')
  const { client, secret } = await withTotp('forgetful')
  const guesser = browser()
  for (let n = 0; n < 7; n++) await signIn(guesser, 'forgetful', 'wrong one')
  const params = { id: showId('person', id) }
  const made = await (await administrator()).call(routes.resetLink, { params, body: { removeSecondFactor: true } })
  assert.equal((await client.call(routes.me)).status, 200)
  const token = made.value().path.split('#')[1] ?? ''
  const weak = await browser().call(routes.acceptLink, { body: { token, password: 'password123' } })
  assert.equal(weak.code, 'identity.password_too_common')
  const named = await browser().call(routes.acceptLink, { body: { token, password: 'xx-Forgetful-77-kettle' } })
  assert.equal(named.code, 'identity.password_holds_name')
  assert.equal((await browser().call(routes.acceptLink, { body: { token, password: NEXT } })).status, 200)
  assert.equal((await client.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await signIn(guesser, 'forgetful', NEXT)).value().state, 'signed_in')
  assert.equal((await signIn(browser(), 'forgetful')).code, 'identity.wrong_credentials')
  assert.ok(secret.length > 20)
})

test('a link of a person deactivated meanwhile opens nothing', async () => {
  const { token, personId } = await invite('gone.meanwhile')
  await fresh.owner.query("update identity.people set state = 'deactivated' where id = $1", [personId])
  const answer = await browser().call(routes.acceptLink, { body: { token, password: PASSWORD } })
  assert.equal(answer.code, 'identity.person_deactivated')
})

test('a changed password ends the other sessions and keeps this one', async () => {
  await member('changer')
  const [here, there] = [await signedIn('changer'), await signedIn('changer')]
  const change = (current: string, next: string) => here.call(routes.changePassword, { body: { current, next } })
  assert.equal((await change('wrong one', NEXT)).code, 'identity.wrong_password')
  assert.equal((await change(PASSWORD, 'qwertyuiop')).code, 'identity.password_too_common')
  assert.equal((await change(PASSWORD, 'short')).code, 'platform.invalid_input')
  assert.equal((await change(PASSWORD, NEXT)).status, 200)
  assert.equal((await here.call(routes.me)).status, 200)
  assert.equal((await there.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await signIn(browser(), 'changer')).code, 'identity.wrong_credentials')
  assert.equal((await signIn(browser(), 'changer', NEXT)).value().state, 'signed_in')
})

test('I7: whoever finds a browser open cannot try passwords freely', async () => {
  await member('left.open')
  const client = await signedIn('left.open')
  const attempt = () => client.call(routes.enrolTotp, { body: { password: 'wrong one' } })
  for (let n = 0; n < 6; n++) assert.equal((await attempt()).code, 'identity.wrong_password')
  assert.equal((await attempt()).code, 'identity.locked_out')
})

/** The code an authenticator shows now (RFC 6238: SHA-1, six digits, thirty seconds), computed apart from the library. */
function codeFor(secret: string): string {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function withTotp(userName: string): Promise<{ client: Client; secret: string; recoveryCodes: string[] }> {
  const client = await signedIn(userName)
  const enrolled = (await client.call(routes.enrolTotp, { body: { password: PASSWORD } })).value()
  const confirmed = await client.call(routes.confirmTotp, { body: { code: codeFor(enrolled.secret) } })
  assert.equal(confirmed.status, 200, confirmed.code)
  return { client, ...enrolled }
}

test('a second factor is asked for once its first code was confirmed, not before', async () => {
  await member('careful')
  const client = await signedIn('careful')
  assert.equal((await client.call(routes.confirmTotp, { body: { code: '000000' } })).code, 'identity.second_factor_off')
  const enrolled = (await client.call(routes.enrolTotp, { body: { password: PASSWORD } })).value()
  assert.match(enrolled.uri, /^otpauth:\/\/totp\/%E5%96%84%E8%81%9A:careful\?secret=[A-Z2-7]+&/)
  assert.equal(enrolled.recoveryCodes.length, 10)
  assert.equal((await signIn(browser(), 'careful')).value().state, 'signed_in')
  assert.equal((await client.call(routes.confirmTotp, { body: { code: '000000' } })).code, 'identity.wrong_code')
  const code = codeFor(enrolled.secret)
  assert.equal((await client.call(routes.confirmTotp, { body: { code } })).status, 200)
  const me = (await client.call(routes.me)).value()
  assert.deepEqual([me.secondFactor, me.recoveryCodesLeft], [true, 10])
  assert.equal(
    (await client.call(routes.enrolTotp, { body: { password: PASSWORD } })).code,
    'identity.second_factor_on',
  )
  const again = browser()
  assert.equal((await signIn(again, 'careful')).value().state, 'second_factor')
  assert.equal((await again.call(routes.me)).code, 'platform.not_signed_in')
})

test('I14: an authenticator’s code finishes a sign-in once; the same code again does not', async () => {
  await member('two.factor')
  const { secret } = await withTotp('two.factor')
  const code = codeFor(secret)
  const finish = (client: Client) => client.call(routes.verifySecondFactor, { body: { kind: 'totp', code } })
  const [one, two] = [browser(), browser()]
  await signIn(one, 'two.factor')
  await signIn(two, 'two.factor')
  const answers = await Promise.all([finish(one), finish(two)])
  assert.deepEqual(answers.map((answer) => answer.code).sort(), ['', 'identity.wrong_code'])
  const three = browser()
  await signIn(three, 'two.factor')
  assert.equal((await finish(three)).code, 'identity.wrong_code')
})

test('I14: a recovery code is good once', async () => {
  await member('lost.phone')
  const { recoveryCodes } = await withTotp('lost.phone')
  const code = recoveryCodes[3] ?? ''
  const finish = async (typed: string) => {
    const client = browser()
    await signIn(client, 'lost.phone')
    return { client, answer: await client.call(routes.verifySecondFactor, { body: { kind: 'recovery', code: typed } }) }
  }
  assert.equal((await finish('AAAAA-BBBBB')).answer.code, 'identity.wrong_code')
  const { client, answer } = await finish(code)
  assert.equal(answer.value().state, 'signed_in')
  assert.equal((await client.call(routes.me)).value().recoveryCodesLeft, 9)
  assert.equal((await finish(code)).answer.code, 'identity.wrong_code')
  const made = (await client.call(routes.recoveryCodes, { body: { password: PASSWORD } })).value()
  assert.equal((await finish(recoveryCodes[4] ?? '')).answer.code, 'identity.wrong_code')
  assert.equal((await finish(made.codes[0] ?? '')).answer.status, 200)
})

test('I14: wrong codes end the sign-in after five, and lock the second factor after ten', async () => {
  const id = await member('guessed.codes')
  await withTotp('guessed.codes')
  const wrong = (client: Client) => client.call(routes.verifySecondFactor, { body: { kind: 'totp', code: '000000' } })
  const client = browser()
  await signIn(client, 'guessed.codes')
  for (let n = 0; n < 5; n++) assert.equal((await wrong(client)).code, 'identity.wrong_code')
  assert.equal((await wrong(client)).code, 'identity.no_pending_sign_in')
  await signIn(client, 'guessed.codes')
  for (let n = 0; n < 5; n++) assert.equal((await wrong(client)).code, 'identity.wrong_code')
  await signIn(client, 'guessed.codes')
  assert.equal((await wrong(client)).code, 'identity.locked_out')
  assert.ok((await countTrail('identity.second_factor_failed', id)) >= 10)
})

test('a second factor without a sign-in before it opens nothing, whoever is signed in in that browser', async () => {
  const nothing = { body: { kind: 'totp', code: '123456' } } as const
  assert.equal((await browser().call(routes.verifySecondFactor, nothing)).code, 'identity.no_pending_sign_in')
  await member('bystander')
  const signed = await signedIn('bystander')
  assert.equal((await signed.call(routes.verifySecondFactor, nothing)).code, 'identity.no_pending_sign_in')
})

test('a second factor is given up with the password', async () => {
  await member('gives.up')
  const { client } = await withTotp('gives.up')
  const off = (password: string) => client.call(routes.disableTotp, { body: { password } })
  assert.equal((await off('wrong one')).code, 'identity.wrong_password')
  assert.equal((await off(PASSWORD)).status, 200)
  assert.equal((await off(PASSWORD)).code, 'identity.second_factor_off')
  assert.equal(
    (await client.call(routes.recoveryCodes, { body: { password: PASSWORD } })).code,
    'identity.second_factor_off',
  )
  assert.equal((await signIn(browser(), 'gives.up')).value().state, 'signed_in')
})

test('a page of another site can neither sign in nor use a session', async () => {
  await member('framed')
  const client = await signedIn('framed')
  const headers = { origin: 'https://evil.example' }
  const out = await client.call(routes.signOut, { headers })
  assert.equal(out.code, 'platform.foreign_origin')
  assert.equal((await client.call(routes.me)).status, 200)
})

test('I15: every act of signing in leaves its row in the trail', async () => {
  const id = await member('trailed')
  const client = await signedIn('trailed')
  await client.call(routes.signOut)
  for (const act of ['create_person', 'assign_role', 'make_link', 'use_link', 'sign_in', 'sign_out']) {
    assert.equal(await countTrail(`identity.${act}`, id), 1, act)
  }
})
