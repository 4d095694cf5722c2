import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { CORRECTION } from '../testkit/fake-books.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { proofOfGift } from '../testkit/fake-log.ts'
import { asked, testPortal } from '../testkit/serve.ts'

test('an entry of more lines than one code holds is shown with its address in the code, and its proof as a file', async () => {
  const proof = { ...proofOfGift('7'), receipt: Buffer.alloc(4000, 7).toString('base64url') }
  const long = testPortal(fakeCall({ [proofRoutes.getPublicEntry.name]: () => ({ ...CORRECTION, proof }) }))
  const answer = await long.handle(asked(`/e/${showId('entry', CORRECTION.id)}`))
  assert.equal(answer?.status, 200)
  assert.match(answer?.html ?? '', /一个二维码装不下/)
  assert.match(answer?.html ?? '', /proof\/file/)
})
