import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planBallot } from '@shanju/contract/ballots/shapes.ts'
import { recordGift } from '@shanju/contract/giving/shapes.ts'
import { formGroup } from '@shanju/contract/governance/shapes.ts'
import { registerInput } from '@shanju/contract/organisations/shapes.ts'
import { emptied, fault, isRequired, taken } from './form-values.ts'

test('a field is required exactly when its shape takes neither nothing nor null', () => {
  assert.equal(isRequired(recordGift.shape.amountFen), true)
  assert.equal(isRequired(recordGift.shape.note), false)
  assert.equal(isRequired(registerInput.shape.officePhone), false)
})

test('an empty field becomes null where the shape asks for null, and nothing elsewhere', () => {
  assert.equal(emptied(registerInput.shape.officePhone, '  '), null)
  assert.equal(emptied(recordGift.shape.note, ''), undefined)
  assert.equal(emptied(recordGift.shape.note, '现金'), '现金')
})

test('a fault is told in the words of the platform, and a sum that is none is a fault of form', () => {
  assert.deepEqual(fault(recordGift.shape.amountFen, ''), { key: 'required' })
  assert.deepEqual(fault(recordGift.shape.amountFen, '十元'), { key: 'sum_format' })
  assert.deepEqual(fault(recordGift.shape.amountFen, 0n), { key: 'sum_not_above', values: { yuan: '0.00' } })
  assert.deepEqual(fault(recordGift.shape.amountFen, 1_000_000_000_001n), {
    key: 'sum_too_big',
    values: { yuan: '10,000,000,000.00' },
  })
  assert.deepEqual(fault(recordGift.shape.givenOn, '2026-02-30'), { key: 'date' })
  assert.deepEqual(fault(registerInput.shape.name, '善'), { key: 'too_short', values: { minimum: 2 } })
  assert.equal(fault(registerInput.shape.officePhone, ''), undefined)
  assert.equal(fault(recordGift.shape.amountFen, 100n), undefined)
})

test('what was left empty gets the default of its shape, what has none is left out', () => {
  assert.deepEqual(taken(recordGift, { amountFen: 100n, note: '', donorName: '王建国' }), {
    amountFen: 100n,
    donorName: '王建国',
    orderNo: '',
    purpose: '',
    handler: '',
    secondCounter: '',
    receipt: 'none',
    receiptNo: '',
    nature: 'gift',
    agreement: 'none',
    note: '',
    again: false,
    reason: '',
  })
})

test('rows of a list are filled like the form itself: seats without telephone, options that are no project', () => {
  const seats = [{ kind: 'donor', name: '王建国', fromOn: '2026-01-01', toOn: '2028-12-31' }, { kind: 'town_lead' }]
  const [seat, other] = taken(formGroup, { seats }).seats as Record<string, unknown>[]
  assert.deepEqual([seat?.phone, seat?.named, seat?.chosenBy, seat?.name], [null, false, null, '王建国'])
  assert.deepEqual([other?.kind, other && 'name' in other], ['town_lead', false])
  const [option] = taken(planBallot, { options: [{ title: '修步道', costFen: 100n, words: '' }] }).options as unknown[]
  assert.deepEqual(option, { title: '修步道', costFen: 100n, words: '', projectId: null })
})
