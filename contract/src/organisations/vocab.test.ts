import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayMove, ORGANISATION_STATUSES } from './vocab.ts'

test('O4: a revocation can be set aside, a dissolution cannot', () => {
  const steps = ORGANISATION_STATUSES.flatMap((from) =>
    ORGANISATION_STATUSES.filter((to) => mayMove(from, to)).map((to) => `${from} → ${to}`),
  )
  assert.deepEqual(steps, ['active → revoked', 'active → dissolved', 'revoked → active', 'revoked → dissolved'])
})
