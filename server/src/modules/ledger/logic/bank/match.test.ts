import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkBanks } from '../checks/outside.ts'
import { type BankLine, type BookLine, matchBank } from './match.ts'

const bank = (id: string, on: string, fen: bigint, reference: string | null = null): BankLine => ({
  id,
  on,
  fen,
  reference,
})
const book = (id: string, on: string, fen: bigint, over: Partial<BookLine> = {}): BookLine => ({
  id,
  on,
  fen,
  reference: null,
  batch: null,
  ...over,
})
const reasons = (found: ReturnType<typeof matchBank>) =>
  found.matches.map((one) => `${one.bank}=${one.books.join('+')} ${one.reason}`)

test('a reference with the same amount decides before anything else', () => {
  const found = matchBank(
    [bank('b1', '2026-05-03', -60n, 'order-2')],
    [
      book('e1', '2026-05-03', -60n, { reference: 'order-1' }),
      book('e2', '2026-04-01', -60n, { reference: 'order-2' }),
    ],
    3,
  )
  assert.deepEqual(reasons(found), ['b1=e2 reference'])
  assert.deepEqual(found.onlyInBooks, ['e1'])
})

test('a settlement of a payment institution is the sum of its batch', () => {
  const found = matchBank(
    [bank('b1', '2026-05-04', 30n)],
    [book('g1', '2026-05-03', 10n, { batch: 'wx-0503' }), book('g2', '2026-05-03', 20n, { batch: 'wx-0503' })],
    3,
  )
  assert.deepEqual(reasons(found), ['b1=g1+g2 batch'])
})

test('the only line of an amount on the day matches, then the only one within the days allowed', () => {
  const found = matchBank(
    [bank('b1', '2026-05-03', 10n), bank('b2', '2026-05-06', 20n), bank('b3', '2026-05-20', 30n)],
    [book('e1', '2026-05-03', 10n), book('e2', '2026-05-04', 20n), book('e3', '2026-05-04', 30n)],
    3,
  )
  assert.deepEqual(reasons(found), ['b1=e1 amount_and_day', 'b2=e2 amount_near'])
  assert.deepEqual(found.queue, [{ bank: 'b3', candidates: ['e3'] }])
})

test('two lines of the same amount on the same day are not guessed at', () => {
  const found = matchBank(
    [bank('b1', '2026-05-03', 10n)],
    [book('e1', '2026-05-03', 10n), book('e2', '2026-05-03', 10n)],
    3,
  )
  assert.deepEqual(found.queue, [{ bank: 'b1', candidates: ['e1', 'e2'] }])
})

const day = fc.integer({ min: 1, max: 6 }).map((n) => `2026-05-0${n}`)
const fen = fc.constantFrom(-20n, -10n, 10n, 20n, 30n)
const reference = fc.constantFrom('a', 'b', null)
const bankLines = fc
  .array(fc.record({ on: day, fen, reference }), { maxLength: 8 })
  .map((rows) => rows.map((row, i) => ({ ...row, id: `b${i}` })))
const bookLines = fc
  .array(fc.record({ on: day, fen, reference, batch: fc.constantFrom('x', 'y', null) }), { maxLength: 8 })
  .map((rows) => rows.map((row, i) => ({ ...row, id: `e${i}` })))

test('no line is used twice or lost, matched sums are equal, and the order of the lines decides nothing', () => {
  fc.assert(
    fc.property(bankLines, bookLines, (one, other) => {
      const found = matchBank(one, other, 2)
      const usedBank = [...found.matches.map((match) => match.bank), ...found.queue.map((item) => item.bank)]
      const usedBooks = [...found.matches.flatMap((match) => match.books), ...found.onlyInBooks]
      assert.deepEqual(usedBank.toSorted(), one.map((line) => line.id).toSorted())
      assert.deepEqual(usedBooks.toSorted(), other.map((line) => line.id).toSorted())
      const sum = (lines: readonly BankLine[], ids: readonly string[]) =>
        lines.reduce((all, line) => (ids.includes(line.id) ? all + line.fen : all), 0n)
      for (const match of found.matches) assert.equal(sum(one, [match.bank]), sum(other, match.books))
      assert.deepEqual(matchBank(one.toReversed(), other.toReversed(), 2), found)
    }),
  )
})

test('K14: what stays open on both sides explains the difference between books and statement', () => {
  fc.assert(
    fc.property(bankLines, bookLines, fc.bigInt({ min: 0n, max: 1000n }), (one, other, opening) => {
      const found = matchBank(one, other, 2)
      const total = (lines: readonly BankLine[]) => lines.reduce((sum, line) => sum + line.fen, opening)
      const fenOf = (lines: readonly BankLine[], id: string) => lines.find((line) => line.id === id)?.fen ?? 0n
      const result = checkBanks([
        {
          account: '100201',
          bookFen: total(other),
          statementFen: total(one),
          onlyInBooks: found.onlyInBooks.map((id) => ({ entry: id, fen: fenOf(other, id) })),
          onlyAtBank: found.queue.map((item) => ({ line: item.bank, fen: fenOf(one, item.bank) })),
        },
      ])
      assert.ok(result.holds)
    }),
  )
})
