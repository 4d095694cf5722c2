import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, refuse } from './refusal.ts'

test('a refusal is an error that carries its code and what its sentence speaks of', () => {
  const refused = refuse('platform.file_too_large', { megabytes: 20 })
  assert.ok(refused instanceof Refusal && refused instanceof Error)
  assert.deepEqual(
    [refused.code, refused.params, refused.message],
    ['platform.file_too_large', { megabytes: 20 }, refused.code],
  )
  assert.deepEqual(refuse('platform.not_found').params, {})
})
