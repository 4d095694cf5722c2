import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@shanju/contract/kit/dates.ts'
import type { CertificateInput } from '@shanju/contract/organisations/registry.ts'
import fc from 'fast-check'
import { type Held, holdsOn, refuseCertificate } from './decide-certificate.ts'

const fundraising: CertificateInput = {
  kind: 'public_fundraising',
  number: '53150600MJ0001',
  level: null,
  issuer: '鄂尔多斯市民政局',
  document: '',
  fromOn: '2024-03-01',
  toOn: '2027-02-28',
  endedOn: null,
  endReason: null,
}
const tax = { ...fundraising, kind: 'tax_deduction', number: null, fromOn: '2024-01-01', toOn: '2026-12-31' } as const
const rating = { ...fundraising, kind: 'rating', number: null, level: '4A' } as const
const held = (fromOn: string, holdsTo: string | null, kind: Held['kind'] = 'public_fundraising'): Held => ({
  kind,
  fromOn,
  holdsTo,
})

const table: readonly (readonly [
  code: string | undefined,
  title: string,
  wanted: CertificateInput,
  others?: Held[],
])[] = [
  [undefined, 'a public-fundraising certificate as its paper says', fundraising],
  [undefined, 'one without a stated end', { ...fundraising, toOn: null }],
  [undefined, 'tax deduction for three whole years', tax],
  [undefined, 'a rating', rating],
  ['certificate_needs_number', 'a public-fundraising certificate without its number', { ...fundraising, number: null }],
  ['certificate_needs_level', 'a rating without its level', { ...rating, level: null }],
  ['certificate_needs_level', 'a level on what is no rating', { ...fundraising, level: '3A' }],
  ['certificate_needs_end', 'tax deduction without end', { ...tax, toOn: null }],
  ['certificate_needs_end', 'a rating without end', { ...rating, toOn: null }],
  ['ends_before_start', 'an end before the start', { ...fundraising, toOn: '2024-02-29' }],
  [
    'ends_before_start',
    'an early end before the start',
    { ...fundraising, endedOn: '2024-02-29', endReason: 'revoked' },
  ],
  ['end_needs_reason', 'an early end without its reason', { ...fundraising, endedOn: '2025-01-01' }],
  ['end_needs_reason', 'a reason without the day', { ...fundraising, endReason: 'revoked' }],
  ['tax_needs_whole_years', 'tax deduction from the middle of a year', { ...tax, fromOn: '2024-07-01' }],
  ['tax_needs_whole_years', 'tax deduction to the middle of a year', { ...tax, toOn: '2026-06-30' }],
  [
    'period_overlaps',
    'O10: one that begins on the last day of another',
    fundraising,
    [held('2020-01-01', '2024-03-01')],
  ],
  [undefined, 'O10: one that begins the day after another', fundraising, [held('2020-01-01', '2024-02-29')]],
  ['period_overlaps', 'O10: one beside another without end', fundraising, [held('2020-01-01', null)]],
  [
    'period_overlaps',
    'O10: one without end before a later one',
    { ...fundraising, toOn: null },
    [held('2030-01-01', null)],
  ],
  [undefined, 'O10: one that ends before a later one', fundraising, [held('2027-03-01', null)]],
  [undefined, 'O10: one beside another of another kind', fundraising, [held('2020-01-01', null, 'rating')]],
  [
    undefined,
    'O10: one replaced on the day the next begins',
    { ...fundraising, endedOn: '2025-06-01', endReason: 'replaced' },
    [held('2025-06-01', null)],
  ],
  [
    'period_overlaps',
    'O10: one replaced a day too late',
    { ...fundraising, endedOn: '2025-06-02', endReason: 'replaced' },
    [held('2025-06-01', null)],
  ],
]
for (const [code, title, wanted, others = []] of table)
  test(`${title}: ${code ?? 'goes'}`, () => assert.equal(refuseCertificate(wanted, others)?.code, code))

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days))

test('O10: two certificates of one kind that may stand beside each other never hold on one day', () => {
  const period = fc.record({ fromOn: day, toOn: fc.option(day), endedOn: fc.option(day) })
  fc.assert(
    fc.property(period, period, day, (one, two, on) => {
      const wanted = (each: typeof one): CertificateInput => ({
        ...fundraising,
        ...each,
        endReason: each.endedOn === null ? null : 'revoked',
      })
      const standing = ({ fromOn, toOn, endedOn }: typeof one): Held & { withdrawn: null } => {
        const last = endedOn === null ? null : addDays(endedOn, -1)
        const ends = [toOn, last].filter((each) => each !== null).toSorted()
        return { kind: 'public_fundraising', fromOn, holdsTo: ends[0] ?? null, withdrawn: null }
      }
      fc.pre(refuseCertificate(wanted(one), []) === undefined)
      const both = holdsOn(standing(one), on) && holdsOn(standing(two), on)
      if (both) assert.equal(refuseCertificate(wanted(one), [standing(two)])?.code, 'period_overlaps')
    }),
    { numRuns: 2000 },
  )
})

test('a certificate holds from its first day to its last, and not when it was withdrawn', () => {
  const paper = { fromOn: '2026-01-01', holdsTo: '2026-12-31', withdrawn: null }
  assert.deepEqual(
    ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => holdsOn(paper, on)),
    [false, true, true, false],
  )
  assert.equal(holdsOn({ ...paper, holdsTo: null }, '2099-01-01'), true)
  assert.equal(holdsOn({ ...paper, withdrawn: '录错' }, '2026-06-01'), false)
})
