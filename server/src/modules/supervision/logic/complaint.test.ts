import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateOf } from './complaint.ts'

test('C2: a complaint is open without answers, answered with one, closed by a closing one', () => {
  assert.equal(stateOf([]), 'open')
  assert.equal(stateOf([{ closes: false }]), 'answered')
  assert.equal(stateOf([{ closes: false }, { closes: true }]), 'closed')
})
