import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeCall } from '../testkit/fake-call.ts'
import { GIFT, VOIDED } from '../testkit/fake-city.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const portal = testPortal(fakeCall())
const send = (fields: Record<string, string>, publicId = GIFT.publicId) =>
  portal.send(asked(`/g/${publicId}/shown`), fields)

test('the gift’s page leads to the form, and the slip’s code leads back to it', async () => {
  const page = await portal.handle(asked(`/g/${GIFT.publicId}`))
  assert.match(page?.html ?? '', new RegExp(`href="/g/${GIFT.publicId}/shown"`))
  const sent = await send({ shown: 'anonymous', code: 'ABCD-EFGH' })
  assert.deepEqual([sent.status, sent.headers.location], [303, `/g/${GIFT.publicId}?shown=1`])
  const kept = await portal.handle(asked(`/g/${GIFT.publicId}?shown=1`))
  assert.match(kept?.html ?? '', /role="status"/)
})

test('a wrong code and a form half filled come back with words and the choice made', async () => {
  const wrong = await send({ shown: 'full', code: '"><script>' })
  assert.deepEqual([wrong.status, /凭条密码不对/.test(wrong.html)], [403, true])
  assert.match(wrong.html, /value="full" checked/)
  assert.doesNotMatch(wrong.html, /<script>/)
  for (const fields of [{ shown: 'full' }, { code: 'ABCD-EFGH' }, { shown: 'louder', code: 'ABCD-EFGH' }]) {
    const half = await send(fields as Record<string, string>)
    assert.deepEqual([half.status, /role="alert"/.test(half.html)], [422, true])
  }
})

test('a voided gift offers nothing to change and names neither donor nor purpose', async () => {
  const page = await portal.handle(asked(`/g/${VOIDED.publicId}`))
  assert.doesNotMatch(page?.html ?? '', /\/shown"/)
  assert.match(page?.html ?? '', /已作废，不再公示/)
  const form = await portal.handle(asked(`/g/${VOIDED.publicId}/shown`))
  assert.deepEqual([form?.status, form?.headers.location], [303, `/g/${VOIDED.publicId}`])
})
