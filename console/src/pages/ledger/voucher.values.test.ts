import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CatalogueField } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { typedInput, wireInput } from './voucher.values.ts'

const field = (name: string, type: string): CatalogueField => ({
  ...{ name, type, label: { zh: name, en: name }, options: [], preset: null, optional: false },
})
const FIELDS = [field('amount', 'fen'), field('place', 'place'), field('reach', 'reach'), field('parts', 'parts')]
const FUND = 'fund_0193a000000270008000000000000001'
const LIMIT = 'limit_0193a000000370008000000000000001'

test('what was typed comes back as it was, so that a refused draft can be put right', () => {
  const typed = {
    amount: 1250n,
    place: `${FUND}|${LIMIT}`,
    reach: { reach: 'reached', reachedOn: '2026-05-03', reachProof: 'v1' },
    parts: [{ place: 'general|', amount: 7n }],
  }
  const wire = wireInput(FIELDS, typed)
  assert.deepEqual(wire.place, { fund: FUND, restrictionId: LIMIT })
  assert.deepEqual(wire.parts, [{ place: { fund: 'general', restrictionId: null }, amountFen: '7' }])
  assert.deepEqual(typedInput(FIELDS, wire), typed)
})

test('a field left empty is left out, and a mark that needs no proof carries none', () => {
  assert.deepEqual(wireInput(FIELDS, { reach: { reach: 'at_partner', reachProof: 'v1' } }), {
    reach: { reach: 'at_partner' },
  })
})
