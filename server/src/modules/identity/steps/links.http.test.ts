import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/identity/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { firstAdministratorLink } from '#modules/identity/index.ts'
import type { Client } from '#test/support/client.ts'
import { NEXT, PASSWORD, SignIns } from '#test/support/sign-in.ts'

let world: SignIns
before(async () => {
  world = await SignIns.open()
})
after(() => world.close())

test('I12: a one-time link works once, also when two use it at the same moment', async () => {
  const { token } = await world.invite('linked.person')
  const accept = (password: string) => world.browser().call(routes.acceptLink, { body: { token, password } })
  const answers = await Promise.all([accept(PASSWORD), accept(NEXT)])
  assert.deepEqual(answers.map((answer) => answer.code).sort(), ['', 'identity.link_used'])
  assert.equal((await accept(PASSWORD)).code, 'identity.link_used')
  assert.equal((await world.browser().call(routes.lookAtLink, { body: { token } })).code, 'identity.link_used')
  const right = answers[0]?.status === 200 ? PASSWORD : NEXT
  assert.equal((await world.signIn(world.browser(), 'linked.person', right)).value().state, 'signed_in')
})

test('I12: a link ends with its time, and with a newer link; an unknown one says so', async () => {
  const { token, personId } = await world.invite('late.person')
  const look = async (secret: string) =>
    (await world.browser().call(routes.lookAtLink, { body: { token: secret } })).code
  assert.equal(await look(token), '')
  assert.equal(await look('A'.repeat(43)), 'identity.link_unknown')
  world.fresh.clock.advance(7 * 24 * 3600 * 1000)
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
  const link = await world.fresh.database.transact('test', (tx) => firstAdministratorLink(tx, 'http://127.0.0.1:8080'))
  const another = await world.fresh.database.transact('test', (tx) =>
    firstAdministratorLink(tx, 'http://127.0.0.1:8080'),
  )
  assert.match(link ?? '', /^http:\/\/127\.0\.0\.1:8080\/console\/welcome#/)
  const accept = (href: string | undefined, userName: string) =>
    world.browser().call(routes.acceptFirstLink, {
      body: { token: href?.split('#')[1] ?? '', userName, shownName: '管理员', password: PASSWORD },
    })
  assert.equal((await accept(link, 'late.person')).code, 'identity.user_name_taken')
  const answers = await Promise.all([accept(link, 'first.admin'), accept(another, 'second.admin')])
  assert.deepEqual(answers.map((answer) => answer.code).sort(), ['', 'identity.administrator_exists'])
  assert.equal(await world.fresh.database.transact('test', (tx) => firstAdministratorLink(tx, 'http://x')), undefined)
  const made = answers.find((answer) => answer.status === 200)?.value().userName ?? ''
  admin = await world.signedIn(made)
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
  const id = await world.member('forgetful')
  const { client, secret } = await world.withTotp('forgetful')
  const guesser = world.browser()
  for (let n = 0; n < 7; n++) await world.signIn(guesser, 'forgetful', 'wrong one')
  const params = { id: showId('person', id) }
  const made = await (await administrator()).call(routes.resetLink, { params, body: { removeSecondFactor: true } })
  assert.equal((await client.call(routes.me)).status, 200)
  const token = made.value().path.split('#')[1] ?? ''
  const weak = await world.browser().call(routes.acceptLink, { body: { token, password: 'password123' } })
  assert.equal(weak.code, 'identity.password_too_common')
  const named = await world.browser().call(routes.acceptLink, { body: { token, password: 'xx-Forgetful-77-kettle' } })
  assert.equal(named.code, 'identity.password_holds_name')
  assert.equal((await world.browser().call(routes.acceptLink, { body: { token, password: NEXT } })).status, 200)
  assert.equal((await client.call(routes.me)).code, 'platform.not_signed_in')
  assert.equal((await world.signIn(guesser, 'forgetful', NEXT)).value().state, 'signed_in')
  assert.equal((await world.signIn(world.browser(), 'forgetful')).code, 'identity.wrong_credentials')
  assert.ok(secret.length > 20)
})

test('a link of a person deactivated meanwhile opens nothing', async () => {
  const { token, personId } = await world.invite('gone.meanwhile')
  await world.fresh.owner.query("update identity.people set state = 'deactivated' where id = $1", [personId])
  const answer = await world.browser().call(routes.acceptLink, { body: { token, password: PASSWORD } })
  assert.equal(answer.code, 'identity.person_deactivated')
})
