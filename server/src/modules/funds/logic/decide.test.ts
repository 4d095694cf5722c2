import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FUND_STATES, FUND_STEPS, type FundStep } from '@shanju/contract/funds/vocab.ts'
import { decideStep, refuseOpening } from './decide.ts'

const facts = { today: '2026-11-23', host: { charity: true, active: true }, place: { level: 'community' } }
const wanted = { placeCode: '150602001001', opensOn: '2026-11-23' }

test('F1: refusals of an opening come in their order, one row each', () => {
  const rows: [change: Partial<typeof facts> | { host: undefined } | { place: undefined }, code: string | undefined][] =
    [
      [{ host: undefined, place: undefined }, 'host_unknown'],
      [{ host: { charity: false, active: false }, place: undefined }, 'host_no_charity'],
      [{ host: { charity: true, active: false }, place: undefined }, 'host_not_active'],
      [{ place: undefined, today: '2020-01-01' }, 'place_unknown'],
      [{ place: { level: 'banner' }, today: '2020-01-01' }, 'place_not_below_city'],
      [{ place: { level: 'city' } }, 'place_not_below_city'],
      [{ today: '2026-11-22' }, 'opens_in_future'],
      [{}, undefined],
      [{ place: { level: 'town' } }, undefined],
    ]
  for (const [change, code] of rows) {
    assert.equal(refuseOpening(wanted, { ...facts, ...change })?.code, code)
  }
})

test('F4: a step is taken from the states it names and from no other', () => {
  for (const step of Object.keys(FUND_STEPS) as FundStep[]) {
    for (const state of FUND_STATES) {
      const decision = decideStep(state, step)
      const allowed = (FUND_STEPS[step].from as readonly string[]).includes(state)
      assert.deepEqual(
        decision,
        allowed ? { to: FUND_STEPS[step].to } : { refused: { code: 'step_not_from_here', params: { state } } },
      )
    }
  }
})
