import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PAYMENT_STEP_NAMES, PAYMENT_STEPS, REQUEST_STATES } from '@shanju/contract/payments/vocab.ts'
import { type RequestFacts, refuseAnswer, refuseRequest, refuseStep, type StandingRequest } from './decide-payment.ts'
import { isProblem, readResultHeadings, readResultRow } from './result-rows.ts'

const TODAY = '2026-11-23'
const AUTHORITY = { ended: false, validFrom: '2026-11-01', validTo: '2027-11-01', ratifyBy: null, ratified: false }
const PAYEE = { kind: 'body', verified: true, ended: false, ofHost: true, approved: true } as const
const FINE: RequestFacts = {
  ...{ amountFen: 100n, mostEachFen: 100n, leftFen: 100n, earlierUnproven: false },
  ...{ authority: AUTHORITY, payee: PAYEE, projectOver: false, lineKnown: true },
}

test('P3, P4: a request is refused in this order, and the last fen may be asked for', () => {
  assert.equal(refuseRequest(FINE, TODAY), undefined)
  // Each row breaks one more thing, from the last that is checked to the first, so the first of them is told.
  const breaches: [code: string, broken: Partial<RequestFacts>][] = [
    ['line_unknown', { lineKnown: false }],
    ['earlier_unproven', { earlierUnproven: true }],
    ['above_left', { leftFen: 99n }],
    ['above_each_cap', { mostEachFen: 99n }],
    ['payee_not_approved', { payee: { ...PAYEE, approved: false } }],
    ['payee_not_verified', { payee: { ...PAYEE, approved: false, verified: false } }],
    ['payee_ended', { payee: { ...PAYEE, approved: false, verified: false, ended: true } }],
    ['project_over', { projectOver: true }],
    ['authority_unratified', { authority: { ...AUTHORITY, ratifyBy: '2026-11-22' } }],
    ['authority_over', { authority: { ...AUTHORITY, ratifyBy: '2026-11-22', validTo: '2026-11-22' } }],
    ['authority_not_begun', { authority: { ...AUTHORITY, validFrom: '2026-11-24' } }],
    ['authority_ended', { authority: { ...AUTHORITY, validFrom: '2026-11-24', ended: true } }],
    ['amount_missing', { amountFen: 0n }],
  ]
  let facts = FINE
  for (const [code, broken] of breaches) {
    facts = { ...facts, ...broken }
    assert.equal(refuseRequest(facts, TODAY)?.code, code)
  }
})

test('P5: an emergency is paid until its day of ratification has passed, and after it once it was ratified', () => {
  const emergency = (ratifyBy: string, ratified: boolean) =>
    refuseRequest({ ...FINE, authority: { ...AUTHORITY, ratifyBy, ratified } }, TODAY)?.code
  assert.equal(emergency('2026-11-23', false), undefined)
  assert.equal(emergency('2026-11-22', false), 'authority_unratified')
  assert.equal(emergency('2026-11-22', true), undefined)
})

const request = (more: Partial<StandingRequest>): StandingRequest => ({
  ...{ state: 'requested', requestedBy: 'asks', checkedBy: 'checks', sentBy: 'sends', provedBy: 'proves', ...more },
})

test('P6: each step is open from its states alone, to people who did not take the step before it', () => {
  const barred: Readonly<Record<string, readonly string[]>> = {
    ...{ checked: ['asks'], approved: ['asks', 'checks'], sent: ['asks'] },
    ...{ paid: ['sends'], failed: ['sends'], returned: ['sends'], reached: ['proves'], proof_refused: ['proves'] },
  }
  for (const step of PAYMENT_STEP_NAMES)
    for (const state of REQUEST_STATES)
      for (const person of ['asks', 'checks', 'sends', 'proves', 'other']) {
        const open = (PAYMENT_STEPS[step].from as readonly string[]).includes(state)
        const due = !open ? 'wrong_step' : barred[step]?.includes(person) ? 'same_person' : undefined
        assert.equal(refuseStep(request({ state }), step, person)?.code, due, `${step} from ${state} by ${person}`)
      }
  assert.equal(refuseStep(request({}), 'checked', null)?.code, 'no_person')
})

test('P8: a bank answers between the order and today, with some of the sum or all of it', () => {
  const answer = (on: string, amountFen: bigint) =>
    refuseAnswer({ today: TODAY, sentOn: '2026-11-20', on, amountFen, mostFen: 100n })?.code
  assert.equal(answer('2026-11-20', 100n), undefined)
  assert.equal(answer('2026-11-19', 100n), 'day_wrong')
  assert.equal(answer('2026-11-24', 0n), 'day_wrong')
  assert.equal(answer(TODAY, 0n), 'amount_wrong')
  assert.equal(answer(TODAY, 101n), 'amount_wrong')
})

test('P9: a result file is read whatever order its columns have; what cannot be read is told by row', () => {
  const head = ['序号', '结果', '付款编号', '实付金额（元）', '日期', '流水号', '原因']
  const { layout, refused } = readResultHeadings(head) as Extract<
    ReturnType<typeof readResultHeadings>,
    { refused?: undefined }
  >
  assert.equal(refused, undefined)
  const row = (...cells: string[]) => readResultRow(['1', ...cells], layout, 2)
  assert.deepEqual(row('成功', '0123-4567-89ab', '1,000.50', '2026/11/23', 'B1', ''), {
    ...{ row: 2, code: '0123456789AB', answer: 'paid', amountFen: 100_050n, on: TODAY, reference: 'B1', reason: '' },
  })
  const wrong: [code: string, cells: string[]][] = [
    ['row_code_unknown', ['成功', '0123', '1', TODAY]],
    ['row_answer_unreadable', ['处理中', '0123456789AB', '1', TODAY]],
    ['row_amount_unreadable', ['成功', '0123456789AB', '1.001', TODAY]],
    ['row_day_unreadable', ['成功', '0123456789AB', '1', '2026-02-30']],
  ]
  for (const [code, cells] of wrong) {
    const read = row(...cells)
    assert.ok(isProblem(read) && read.code === code, code)
  }
  assert.deepEqual(readResultHeadings(['结果', '状态']).refused, { code: 'column_twice', columns: ['answer'] })
  assert.deepEqual(readResultHeadings(['结果']).refused, { code: 'column_missing', columns: ['code', 'day'] })
})
