import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problem } from './problem.ts'

test('a problem is read with its code and sentence, the rest being there only when it helps', () => {
  assert.ok(problem.safeParse({ code: 'funds.closed', message: '基金已关闭' }).success)
  const full = {
    code: 'platform.invalid_input',
    message: '!',
    params: { a: 1 },
    fields: [{ path: 'a.0', message: 'b' }],
  }
  assert.deepEqual(problem.parse({ ...full, id: 'req_1' }), { ...full, id: 'req_1' })
  assert.equal(problem.safeParse({ message: 'no code' }).success, false)
})
