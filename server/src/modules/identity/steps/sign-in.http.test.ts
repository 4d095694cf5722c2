import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/identity/routes.ts'
import { PASSWORD, SignIns } from '#test/support/sign-in.ts'

let world: SignIns
before(async () => {
  world = await SignIns.open()
})
after(() => world.close())

test('people sign in by Chinese or Latin user name in any case and width, and out again', async () => {
  await world.member('王芳')
  await world.member('wang.fang')
  for (const typed of ['王芳', ' ＷＡＮＧ.fang ']) {
    const client = world.browser()
    const answer = await world.signIn(client, typed)
    assert.equal(answer.value().state, 'signed_in')
    assert.equal((await client.call(routes.me)).value().userName, typed === '王芳' ? '王芳' : 'wang.fang')
    assert.equal((await client.call(routes.signOut)).status, 200)
    assert.equal(client.cookies.has('shanju.session_token'), false)
    assert.equal((await client.call(routes.me)).code, 'platform.not_signed_in')
  }
})

test('I11: the session cookie is for servers only, for our pages only, and for https only where there is https', async () => {
  await world.member('cookie.person')
  const plain = (await world.signIn(world.browser(), 'cookie.person')).setCookies.join('\n')
  assert.match(plain, /^shanju\.session_token=.+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/m)
  const client = world.browser()
  const body = { userName: 'cookie.person', password: PASSWORD }
  const proxy = world.browser('127.0.0.1')
  const secure = await proxy.call(routes.signIn, { body, headers: { 'x-forwarded-proto': 'https' } })
  assert.match(secure.setCookies.join('\n'), /^__Secure-shanju\.session_token=.+; HttpOnly; Secure; SameSite=Lax$/m)
  assert.match(secure.setCookies.join('\n'), /^__Secure-shanju\.device=.+; Secure$/m)
  // A proxy that is not ours to believe cannot make us say so.
  const believed = await client.call(routes.signIn, { body, headers: { 'x-forwarded-proto': 'https' } })
  assert.doesNotMatch(believed.setCookies.join('\n'), /Secure/)
})

test('I7: an unknown name, an invited person, a deactivated one and a wrong password get one answer', async () => {
  await world.member('known.person')
  await world.invite('invited.person')
  const gone = await world.member('gone.person')
  await world.fresh.owner.query("update identity.people set state = 'deactivated' where id = $1", [gone])
  const answers = []
  for (const name of ['known.person', 'invited.person', 'gone.person', 'no.such.person', '-', "' or 1=1 --"]) {
    const password = name === 'gone.person' ? PASSWORD : 'not the right one'
    answers.push(await world.signIn(world.browser(), name, password))
  }
  for (const answer of answers) {
    assert.equal(answer.code, 'identity.wrong_credentials')
    assert.deepEqual(answer.body, answers[0]?.body)
    assert.deepEqual(answer.setCookies, [])
  }
})

test('I7: an unknown name takes as long to refuse as a wrong password', async () => {
  await world.member('timed.person')
  const timed = async (userName: string) => {
    const begun = performance.now()
    await world.signIn(world.browser(), userName, 'not the right one')
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
  const id = await world.member('locked.person')
  const client = world.browser()
  for (let n = 0; n < 6; n++)
    assert.equal((await world.signIn(client, 'locked.person', 'wrong one')).code, 'identity.wrong_credentials')
  const refused = await world.signIn(client, 'locked.person')
  assert.equal(refused.code, 'identity.locked_out')
  assert.deepEqual(refused.body.params, { seconds: 30 })
  assert.equal(refused.status, 429)
  world.fresh.clock.advance(30_000)
  assert.equal((await world.signIn(client, 'locked.person', 'wrong one')).code, 'identity.wrong_credentials')
  assert.deepEqual((await world.signIn(client, 'locked.person')).body.params, { seconds: 60 })
  world.fresh.clock.advance(60_000)
  assert.equal((await world.signIn(client, 'locked.person')).value().state, 'signed_in')
  assert.equal((await world.signIn(client, 'locked.person', 'wrong one')).code, 'identity.wrong_credentials')
  assert.equal(await world.countTrail('identity.sign_in_failed', id), 8)
})

test('I7: names that do not exist are slowed down the same way', async () => {
  const client = world.browser()
  for (let n = 0; n < 6; n++)
    assert.equal((await world.signIn(client, 'ghost', 'wrong one')).code, 'identity.wrong_credentials')
  assert.equal((await world.signIn(client, 'ghost', 'wrong one')).code, 'identity.locked_out')
})

test('I7: tries at once are counted one by one', async () => {
  await world.member('raced.person')
  const client = world.browser()
  const answers = await Promise.all(Array.from({ length: 20 }, () => world.signIn(client, 'raced.person', 'wrong one')))
  const counted = answers.filter((answer) => answer.code === 'identity.wrong_credentials')
  assert.equal(counted.length, 6)
})

test('I7: a guesser elsewhere locks nobody out of the browser they use, nor out of another office', async () => {
  await world.member('wanted.person')
  const own = await world.signedIn('wanted.person')
  const guesser = world.browser()
  for (let n = 0; n < 8; n++) await world.signIn(guesser, 'wanted.person', 'wrong one')
  assert.equal((await world.signIn(guesser, 'wanted.person')).code, 'identity.locked_out')
  assert.equal((await world.signIn(world.browser(), 'wanted.person')).value().state, 'signed_in')
  for (let n = 0; n < 40; n++) await world.signIn(world.browser(), 'wanted.person', 'wrong one')
  assert.equal((await world.signIn(world.browser(), 'wanted.person')).code, 'identity.locked_out')
  assert.equal((await world.signIn(own, 'wanted.person')).value().state, 'signed_in')
})

test('I7: a browser known for one person gets no free tries against another', async () => {
  await world.member('mallory')
  await world.member('victim')
  const mallory = await world.signedIn('mallory')
  for (let n = 0; n < 6; n++) await world.signIn(mallory, 'victim', 'wrong one')
  assert.equal((await world.signIn(mallory, 'victim')).code, 'identity.locked_out')
})

test('I2: what was typed into the user name is nowhere in the database', async () => {
  const typed = 'my-secret-password-typed-into-the-wrong-field'
  await world.signIn(world.browser(), typed, 'wrong one')
  const found = await world.fresh.owner.query(
    "select (select json_agg(t)::text from trail.records t) || coalesce((select json_agg(l)::text from identity.lock_outs l), '') as text",
  )
  assert.doesNotMatch(found.rows[0].text, /wrong-field/)
})

test('a page of another site can neither sign in nor use a session', async () => {
  await world.member('framed')
  const client = await world.signedIn('framed')
  const headers = { origin: 'https://evil.example' }
  const out = await client.call(routes.signOut, { headers })
  assert.equal(out.code, 'platform.foreign_origin')
  assert.equal((await client.call(routes.me)).status, 200)
})

test('I15: every act of signing in leaves its row in the trail', async () => {
  const id = await world.member('trailed')
  const client = await world.signedIn('trailed')
  await client.call(routes.signOut)
  for (const act of ['create_person', 'assign_role', 'make_link', 'use_link', 'sign_in', 'sign_out']) {
    assert.equal(await world.countTrail(`identity.${act}`, id), 1, act)
  }
})
