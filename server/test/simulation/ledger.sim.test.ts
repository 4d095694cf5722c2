import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Counts, simulate } from './simulate.ts'

/** A sample of what `npm run sim` runs at length; other seeds there, the same judges. */
const SEEDS = [20_260_101, 7]
const STEPS = 110

for (const seed of SEEDS) {
  test(`L14: an auditor, the callers' own memory and verification agree after ${STEPS} steps of seed ${seed}`, async () => {
    const counts = await simulate({ seed, steps: STEPS })
    const expected: Partial<Counts> = {
      done: 60,
      refused: 5,
      repeated: 5,
      failed: 5,
      persisted: 5,
      judged: 3,
      heads: 100,
    }
    for (const [what, least] of Object.entries(expected)) {
      assert.ok(counts[what as keyof Counts] >= least, `${what}: ${counts[what as keyof Counts]}, at least ${least}`)
    }
  })
}

const sabotaged: [what: string, statement: string, found: RegExp][] = [
  [
    'balances that stand still',
    'alter table ledger.lines disable trigger lines_taken',
    /verify: ledger\.balances .* is missing[\s\S]*audit: balance .* is missing, replayed/,
  ],
  [
    'entries that are not sealed',
    `create or replace function ledger.seal_entries(book uuid, first bigint, last_seal bytea) returns bytea
       language sql as 'select last_seal'`,
    /verify: ledger\.seals .* is missing/,
  ],
  [
    'gifts of another sum than their entry',
    `create function giving.one_more() returns trigger language plpgsql as 'begin new.amount_fen := new.amount_fen + 1; return new; end';
     create trigger one_more before insert on giving.gifts for each row execute function giving.one_more()`,
    /stands with \d+ fen and \d entries, told were \d+ fen/,
  ],
]

for (const [what, statement, found] of sabotaged) {
  test(`L14: ${what} are found, and the failure says how to see it again`, async () => {
    const run = simulate({
      seed: 3,
      steps: 40,
      judgeEvery: 10,
      sabotage: async ({ fresh }) => {
        await fresh.owner.query(statement)
      },
    })
    await assert.rejects(run, (error) => {
      assert.ok(error instanceof Error)
      assert.match(error.message, found)
      assert.match(error.message, /^seed 3, step \d+ [\s\S]*again: npm run sim -- --seed 3 --steps \d+$/)
      return true
    })
  })
}
