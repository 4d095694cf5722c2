import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { FUND, GIFT } from '../testkit/fake-city.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const portal = testPortal(fakeCall())
const send = (fields: Record<string, string>) => portal.send(asked('/complain'), fields)
const words = '收据上的名字写错了'

test('a complaint that is sent leads to the page of its code, by an address that can be loaded again', async () => {
  const sent = await send({ gift: GIFT.publicId, words, contact: '' })
  assert.deepEqual([sent.status, sent.headers.location], [303, '/complaints/0123456789AB?new=1'])
  const kept = await portal.handle(asked('/complaints/0123456789AB?new=1'))
  assert.match(kept?.html ?? '', /0123-4567-89AB/)
  assert.match(kept?.html ?? '', /role="status"/)
  assert.match(kept?.html ?? '', /已经核实，名字今天改正。/)
})

test('what is too short comes back with what was written still in it, hostile words inert', async () => {
  const short = await send({ fund: showId('fund', FUND.id), words: '<b>短', contact: '"><script>' })
  assert.equal(short.status, 422)
  assert.match(short.html, /role="alert"/)
  assert.match(short.html, /&#60;b&#62;短/)
  assert.doesNotMatch(short.html, /<script>|<b>短/)
})

test('a complaint about nothing asks to begin at the page of a gift or fund', async () => {
  for (const fields of [
    { words },
    { gift: 'xyz', words },
    { fund: 'fund_x', words },
    { org: showId('fund', FUND.id), words },
  ]) {
    const answer = await send(fields)
    assert.doesNotMatch(answer.html, /<textarea/)
    assert.match(answer.html, /href="\/g"/)
  }
})

test('typed codes lead to their one address, and the gift’s page leads to the form', async () => {
  const found = await portal.handle(asked('/complaints?code=0123-4567-89ab'))
  assert.deepEqual([found?.status, found?.headers.location], [303, '/complaints/0123456789AB'])
  const gift = await portal.handle(asked(`/g/${GIFT.publicId}`))
  assert.match(gift?.html ?? '', new RegExp(`href="/complain\\?gift=${GIFT.publicId}"`))
})

test('a fund’s page leads to the form about it, and to the answers', async () => {
  const id = showId('fund', FUND.id)
  const page = await portal.handle(asked(`/f/${id}`))
  assert.match(page?.html ?? '', new RegExp(`href="/complain\\?fund=${id}"`))
  assert.match(page?.html ?? '', /href="\/complaints"/)
})
