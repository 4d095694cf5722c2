import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { COLLECTING } from '../testkit/fake-evaluations.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const ADDRESS = `/q/${COLLECTING.publicId}`

test('what was answered is sent by question, what is no number counts as left out, and nothing of it comes back', async () => {
  let body: unknown
  const call = fakeCall({
    [evaluations.answer.name]: (sent) => {
      body = sent.body
      return { answered: true }
    },
  })
  const fields = { code: ' ABCD ', q1: '5', q2: '', q3: '2', q4: '１２', q5: ' 路 <远> ' }
  const { html, status = 200 } = await testPortal(call).send(asked(ADDRESS), fields)
  assert.deepEqual(body, { code: 'ABCD', picks: [5, null, 2, 12, null], remarks: [{ question: 5, words: '路 <远>' }] })
  assert.ok(status === 200 && html.includes('已提交') && !html.includes('路 '))
  await testPortal(call).send(asked(ADDRESS), { code: '', q1: 'x', q4: '-3' })
  assert.deepEqual(body, { code: '-', picks: [null, null, null, null, null], remarks: [] })
})

test('a refusal says why, and what was answered is still there', async () => {
  const call = fakeCall({
    [evaluations.answer.name]: () => {
      throw Object.assign(new Error('no'), { code: 'evaluation.already_answered', params: {} })
    },
  })
  const { html, status } = await testPortal(call).send(asked(ADDRESS), { code: 'ABCD', q1: '4', q5: '<i>路' })
  assert.equal(status, 422)
  assert.match(html, /role="alert">这份问卷已经答过了/)
  assert.match(html, /name="q1" value="4" checked/)
  assert.match(html, /name="q5"[^>]*>&[#\w]+;i&[#\w]+;路/)
  assert.match(html, /name="code"[^>]*value="ABCD"/)
})
