import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { refuseClosing, refuseServed } from './decide.ts'
import { refuseAgreement, refuseComplaintLine, refuseDelegation } from './decide-terms.ts'
import { feeOfGift } from './fee.ts'
import { agreementFacts, fundFacts, type Opening, textFacts } from './opening-facts.ts'

const facts = { today: '2026-11-23', papers: new Set(['kept']) }
const NO_PAPER = { paperId: null }

test('F6: refusals of a version of the agreement come in their order, one row each', () => {
  const good = { signedOn: '2026-11-23', feeRule: 'share', feeBp: 500, paperId: 'kept' } as const
  const rows: [change: Partial<Parameters<typeof refuseAgreement>[0]>, code: string | undefined][] = [
    [{ signedOn: '2026-11-24', feeBp: null, paperId: 'lost' }, 'signed_in_future'],
    [{ feeBp: null, paperId: 'lost' }, 'fee_without_share'],
    [{ feeRule: 'cost', feeBp: null, paperId: 'lost' }, 'fee_without_share'],
    [{ paperId: 'lost' }, 'paper_unknown'],
    [{ feeRule: 'none', feeBp: null }, undefined],
    [{ feeRule: null, feeBp: null, ...NO_PAPER }, undefined],
    [{}, undefined],
  ]
  for (const [change, code] of rows) assert.equal(refuseAgreement({ ...good, ...change }, facts)?.code, code)
})

test('F6: a complaint line is published by today, a delegation ends after it begins, papers are those of the fund', () => {
  assert.equal(refuseComplaintLine({ publishedOn: '2026-11-24', paperId: 'lost' }, facts)?.code, 'published_in_future')
  assert.equal(refuseComplaintLine({ publishedOn: '2026-11-23', paperId: 'lost' }, facts)?.code, 'paper_unknown')
  assert.equal(refuseComplaintLine({ publishedOn: '2026-11-23', ...NO_PAPER }, facts), undefined)
  const term = { fromOn: '2027-01-01', toOn: '2026-12-31' }
  assert.equal(refuseDelegation({ ...term, paperId: 'lost' }, facts)?.code, 'term_ends_before')
  assert.equal(refuseDelegation({ ...term, toOn: '2027-01-01', paperId: 'lost' }, facts)?.code, 'paper_unknown')
  assert.equal(refuseDelegation({ ...term, toOn: '2027-01-01', ...NO_PAPER }, facts), undefined)
})

test('F8: places served are known and lie in the fund’s town', () => {
  const known = new Map(
    [
      { code: '150602001001', path: ['150600', '150602', '150602001', '150602001001'] },
      { code: '150603001001', path: ['150600', '150603', '150603001', '150603001001'] },
    ].map((place) => [place.code, place]),
  )
  const town = '150602001'
  assert.deepEqual(refuseServed(['150602001001', '9'], known, town), { code: 'served_unknown', params: { code: '9' } })
  assert.equal(refuseServed(['150602001001', '150603001001'], known, town)?.code, 'served_elsewhere')
  assert.equal(refuseServed(['150602001001'], known, town), undefined)
})

test('F9: a fund closes at zero and at nothing else, too much spent included', () => {
  assert.equal(refuseClosing(0n), undefined)
  assert.deepEqual(refuseClosing(123_45n), { code: 'money_left', params: { sum: '123.45' } })
  assert.equal(refuseClosing(-1n)?.code, 'money_left')
})

test('F7: fee and rest make the gift, the fee is never more than half a fen off its share, and only a share takes at receipt', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1_000_000_000_000n }), fc.integer({ min: 1, max: 2000 }), (amount, bp) => {
      const fee = feeOfGift(amount, { rule: 'share', bp })
      const off = fee * 10_000n - amount * BigInt(bp)
      assert.ok(fee >= 0n && fee < amount && off <= 5_000n && off >= -5_000n)
      for (const rule of ['none', 'cost', null] as const) assert.equal(feeOfGift(amount, { rule, bp }), 0n)
    }),
  )
  assert.equal(feeOfGift(100_00n, { rule: 'share', bp: 500 }), 5_00n)
  assert.equal(feeOfGift(10n, { rule: 'share', bp: 500 }), 0n)
})

test('what the rule book is asked follows the fund: no agreement settles nothing, rights need both sides', () => {
  const terms: NonNullable<Opening['agreement']> = {
    ...{ purpose: '一', use: '二', rightsOfHost: '三', rightsOfInitiator: '', end: '四', surplus: '五' },
    surplusRule: null,
    yieldRule: 'fund',
    feeRule: null,
  }
  const opening: Opening = {
    ...{ name: '名', purpose: '用途', opensOn: '2026-11-23', openingSumFen: 1n, ownBankAccount: false, ownSeal: true },
    ...{ placeName: '地', host: { name: '会', charity: true, active: true }, agreement: null },
    complaintLine: { telephone: '0477-0000123', publishedIn: '报' },
  }
  assert.ok(Object.values(agreementFacts(opening)).every((settled) => !settled))
  const agreed = agreementFacts({ ...opening, agreement: terms })
  assert.deepEqual([agreed.purpose, agreed.rights, agreed.yieldRule, agreed.feeRule], [true, false, true, false])
  assert.equal(agreementFacts({ ...opening, agreement: { ...terms, rightsOfInitiator: '六' } }).rights, true)
  assert.deepEqual([fundFacts(opening).ownSeal, fundFacts(opening).published], [true, false])
  assert.deepEqual(
    textFacts({ ...opening, agreement: terms }).texts.map(({ text }) => text),
    ['名', '用途', '一', '二', '四', '五', '报'],
  )
})
