/** Inputs for recipe steps, made from the description of their fields: one fixed sample, and random ones. */
import fc from 'fast-check'
import type { Field } from '../recipes/field.ts'
import type { Step } from '../recipes/recipe.ts'

export const R1 = { restriction: 'R', restrictionId: 'r1', fund: 'F1' } as const
export const R2 = { restriction: 'R', restrictionId: 'r2', fund: 'F2' } as const
export const GENERAL = { restriction: 'U', restrictionId: null, fund: 'general' } as const
const DESIGNATED = { restriction: 'U', restrictionId: null, fund: 'F1' } as const

export const REACHED = { reach: 'reached', reachedOn: '2026-03-05', reachProof: 'v1' } as const

function sampleOf(name: string, field: Field<unknown>): unknown {
  switch (field.type) {
    case 'fen':
      return name === 'fee' ? 5_00n : 100_00n
    case 'fen_or_zero':
      return 10_00n
    case 'cash':
    case 'account':
    case 'choice':
      return field.preset
    case 'place':
      if (!field.options.includes('R')) return name === 'to' ? DESIGNATED : GENERAL
      return name === 'to' ? R2 : R1
    case 'parts':
      return [
        { place: R2, project: null, amountFen: 60_00n },
        { place: { ...R2, fund: 'F3' }, project: 'p1', amountFen: 40_00n },
      ]
    case 'costs':
      return [
        { account: '5101', kind: 'c2', place: R1, project: 'p1', amountFen: 70_00n },
        { account: '5301', kind: 'm4', place: GENERAL, project: null, amountFen: 30_00n },
      ]
    case 'reach':
      return field.options.includes('reached') ? REACHED : { reach: field.options[0] }
    case 'party':
      return name === 'fund' ? 'F1' : 'somebody'
    case 'foreign':
      return { currency: 'USD', amount: 1400n }
  }
}

/** The sample every row of the catalogue is shown with: 100.00, fund F1, restriction r1. */
export function sampleInput(step: Step): Record<string, unknown> {
  return Object.fromEntries(Object.entries(step.fields).map(([name, field]) => [name, sampleOf(name, field)]))
}

const amount = fc.bigInt({ min: 1n, max: 10n ** 13n })
const fund = fc.constantFrom('F1', 'F2', 'F3')
const unrestricted = fc.record({ restriction: fc.constant('U'), restrictionId: fc.constant(null), fund })
const restricted = fc.record({ restriction: fc.constant('R'), restrictionId: fc.constantFrom('r1', 'r2', 'r3'), fund })
const placeOf = (options: readonly string[]) =>
  fc.oneof(...[...(options.includes('R') ? [restricted] : []), ...(options.includes('U') ? [unrestricted] : [])])
const project = fc.constantFrom('p1', 'p2', null)

function arbitraryOf(field: Field<unknown>): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'fen':
      return amount
    case 'fen_or_zero':
      return fc.oneof(fc.constant(0n), amount)
    case 'cash':
      return fc.constantFrom('1001', '1002', '100201', '100907')
    case 'account':
      return fc.constant(field.preset)
    case 'choice':
      return fc.constantFrom(...field.options)
    case 'place':
      return placeOf(field.options)
    case 'parts':
      return fc.array(fc.record({ place: placeOf(field.options), project, amountFen: amount }), {
        minLength: 1,
        maxLength: 4,
      })
    case 'costs':
      return fc.array(
        fc.record({
          account: fc.constantFrom('5101', '5301'),
          kind: fc.constant('c2'),
          place: placeOf(['R', 'U']),
          project,
          amountFen: amount,
        }),
        { minLength: 1, maxLength: 4 },
      )
    case 'reach':
      return fc
        .constantFrom(...field.options)
        .map((reach) => (reach === 'reached' ? REACHED : { reach, reachedOn: null, reachProof: null }))
    case 'party':
      return fund
    case 'foreign':
      return fc.record({ currency: fc.constant('USD'), amount })
  }
}

/** Random inputs of a step; totals and balances fit their parts, since a mismatch is only ever refused. */
export function arbitraryInput(step: Step): fc.Arbitrary<Record<string, unknown>> {
  const shape = Object.fromEntries(Object.entries(step.fields).map(([name, field]) => [name, arbitraryOf(field)]))
  return fc.record(shape).map((input) => fitted(input))
}

function fitted(input: Record<string, unknown>): Record<string, unknown> {
  const lists = [input.parts, input.costs].filter(Array.isArray)
  const fits: Record<string, unknown> = {}
  for (const list of lists) {
    const items: { account?: string; kind?: string; amountFen: bigint }[] = list
    for (const item of items) if (item.account === '5301') item.kind = 'm5'
    if ('amount' in input) fits.amount = items.reduce((sum, item) => sum + item.amountFen, 0n)
  }
  if ('balance' in input) fits.balance = input.amount
  return { ...input, ...fits }
}
