import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkEntry } from '../check-entry.ts'
import { accepted, facts, notation } from '../testkit/facts.ts'
import { arbitraryInput, GENERAL, R1, R2, REACHED, sampleInput } from '../testkit/inputs.ts'
import { ALL_PAPERS, HEAD } from '../testkit/recipes.ts'
import { applyRecipe, findRecipe, RECIPES } from './index.ts'
import { DEFAULT_POLICIES, POLICIES, type Policies } from './policy.ts'
import { RECIPE_REFUSALS, type RecipeRefusalCode } from './recipe.ts'

const head = { ...HEAD, papers: ALL_PAPERS }
const steps = RECIPES.flatMap((row) => (row.form === 'entry' ? row.steps.map((step) => ({ row, step })) : []))

test('the catalogue holds every event of the rules once and in order', () => {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const numbers = [...range(1, 78), ...range(80, 96), ...range(100, 104)]
  const ids = numbers.flatMap((n) => (n === 72 ? ['E72', 'E72a'] : [`E${String(n).padStart(2, '0')}`]))
  assert.deepEqual(
    RECIPES.map((row) => row.id),
    ids,
  )
})

test('every row says in both languages what it is and when it applies, and cites its article', () => {
  for (const row of RECIPES) {
    for (const text of [row.title, row.when]) assert.ok(text.zh.length > 1 && text.en.length > 1, row.id)
    assert.ok(row.source.length > 0, row.id)
    for (const source of row.source) assert.match(source, /^(N24|M12|CL|财会|会计法|慈善信托)/, row.id)
  }
})

test('a row without an entry says why there is none', () => {
  const silent = RECIPES.filter((row) => row.form === 'none')
  assert.deepEqual(
    silent.map((row) => row.id),
    ['E08', 'E15', 'E18', 'E24', 'E34', 'E61', 'E77'],
  )
  for (const row of silent) {
    const applied = applyRecipe(row.id, {}, head, DEFAULT_POLICIES)
    assert.deepEqual(applied.refused?.[0], { code: 'no_entry', fact: row.reason.en })
    assert.ok(row.reason.zh.length > 4)
  }
})

test('E01-E104: any input of any step either makes an entry the books accept, or is refused for a reason of its own', () => {
  for (const { row, step } of steps) {
    fc.assert(
      fc.property(arbitraryInput(step), (input) => {
        const applied = applyRecipe(`${row.id}.${step.key}`, input, head, DEFAULT_POLICIES)
        if (applied.refused) {
          const own = RECIPE_REFUSALS.slice(RECIPE_REFUSALS.indexOf('policy_forbids'))
          assert.ok(own.includes(applied.refused[0].code), JSON.stringify(applied.refused))
          return
        }
        assert.ok(applied.draft.lines.every((line) => line.amountFen > 0n))
        accepted(applied.draft)
      }),
      { numRuns: 25 },
    )
  }
})

test('a step refuses a missing field, a wrong value and a field it does not know', () => {
  for (const { row, step } of steps) {
    const name = `${row.id}.${step.key}`
    const sample = sampleInput(step)
    const codes = (input: Record<string, unknown>) =>
      applyRecipe(name, input, head, DEFAULT_POLICIES).refused?.map((refusal) => `${refusal.code} ${refusal.fact}`) ??
      []
    for (const [field, spec] of Object.entries(step.fields)) {
      assert.equal(codes({ ...sample, [field]: undefined }).includes(`field_missing ${field}`), !spec.optional, name)
      for (const wrong of [-1n, 0.5, '', {}, []])
        assert.ok(codes({ ...sample, [field]: wrong }).includes(`field_wrong ${field}`), name)
    }
    assert.ok(codes({ ...sample, surprise: 1 }).includes('unknown_field surprise'), name)
  }
})

test('a step that needs a paper is refused without it, and with a paper of the board where only a giver can speak', () => {
  const needing = steps.filter(({ step }) => step.needs.length > 0)
  assert.ok(needing.length >= 15)
  for (const { row, step } of needing) {
    const bare = applyRecipe(`${row.id}.${step.key}`, sampleInput(step), HEAD, DEFAULT_POLICIES)
    assert.equal(bare.refused?.[0].code, 'paper_missing', row.id)
    if (step.needs.some((need) => need.kind === 'limit')) {
      const papers = [{ kind: 'limit', madeBy: 'board', ref: 'minutes' }] as const
      const applied = applyRecipe(`${row.id}.${step.key}`, sampleInput(step), { ...HEAD, papers }, DEFAULT_POLICIES)
      assert.equal(applied.refused?.[0].code, 'paper_missing', row.id)
    }
  }
})

const inputOf = (name: string, over: Record<string, unknown>): Record<string, unknown> => {
  const row = findRecipe(name.split('.')[0] ?? '')
  const step = row?.form === 'entry' ? row.steps.find((one) => name.endsWith(`.${one.key}`)) : undefined
  assert.ok(step, name)
  return { ...sampleInput(step), ...over }
}

/** One row per refusal of the catalogue, in the order in which they take precedence. */
const refusals: Record<RecipeRefusalCode, () => ReturnType<typeof applyRecipe>> = {
  unknown_recipe: () => applyRecipe('E99.post', {}, head, DEFAULT_POLICIES),
  no_entry: () => applyRecipe('E08', {}, head, DEFAULT_POLICIES),
  unknown_step: () => applyRecipe('E01.give', {}, head, DEFAULT_POLICIES),
  paper_missing: () => applyRecipe('E28.post', inputOf('E28.post', {}), HEAD, DEFAULT_POLICIES),
  unknown_field: () => run('E01.post', { tip: 1n }),
  field_missing: () => run('E01.post', { amount: null }),
  field_wrong: () => run('E01.post', { amount: 0n }),
  policy_forbids: () => run('E05.post', { place: R1 }),
  part_exceeds_whole: () => run('E14.post', { fee: 100_00n }),
  parts_do_not_sum: () => run('E95.gain', { amount: 99_99n }),
  same_place: () => run('E68.post', { to: R1 }),
  not_full_balance: () => run('E62.post', { balance: 100_01n }),
  not_material: () => run('E73.adjust', { kindTotal: 1000_01n }),
  material: () => run('E74.post', { kindTotal: 1000_00n }),
  agency_tests_fail: () => run('E80.post', { dutyNoGain: 'yes', onlyMediates: 'yes', giverNamed: 'no' }),
  agency_tests_hold: () => run('E84.income', { dutyNoGain: 'yes', onlyMediates: 'yes', giverNamed: 'yes' }),
  money_may_not_be_invested: () => run('E88.post', { money: 'government' }),
}

function run(name: string, over: Record<string, unknown>, policies: Policies = DEFAULT_POLICIES) {
  return applyRecipe(name, inputOf(name, over), head, policies)
}

for (const [code, apply] of Object.entries(refusals)) {
  test(`a recipe is refused as ${code}`, () => assert.equal(apply().refused?.[0].code, code))
}

test('the table of recipe refusals walks the list in its order', () => {
  assert.deepEqual(Object.keys(refusals), [...RECIPE_REFUSALS])
})

test('every setting has its default among its choices and changes what one of its rows books', () => {
  for (const [key, spec] of Object.entries(POLICIES)) {
    assert.ok(
      spec.choices.some((choice) => choice === spec.preset),
      key,
    )
    assert.equal(Object.entries(DEFAULT_POLICIES).find(([name]) => name === key)?.[1], spec.preset)
    if (key === 'closing') continue
    const other = spec.choices.find((choice) => choice !== spec.preset)
    const booked = (policies: Policies) =>
      spec.rows.flatMap((id) => {
        const row = findRecipe(id)
        assert.ok(row?.form === 'entry', id)
        const over = { agreement: 'silent', proceeds: 120_00n }
        return row.steps.map((step) => {
          const known = Object.entries(over).filter(([field]) => field in step.fields)
          const input = { ...sampleInput(step), ...Object.fromEntries(known) }
          const applied = applyRecipe(`${id}.${step.key}`, input, head, policies)
          return applied.refused ? applied.refused[0].code : notation(applied.draft.lines)
        })
      })
    assert.notDeepEqual(booked(DEFAULT_POLICIES), booked({ ...DEFAULT_POLICIES, [key]: other }), key)
  }
})

test('K24: agency money, pledges and volunteer hours are in no income line', () => {
  for (const name of ['E80.post', 'E81.post', 'E84.agency']) {
    const applied = run(name, name === 'E81.post' ? {} : { regiftAgreement: 'yes' })
    assert.ok(!applied.refused)
    assert.ok(
      applied.draft.lines.every((line) => /^[12]/.test(line.account)),
      name,
    )
  }
  for (const id of ['E08', 'E24']) assert.equal(findRecipe(id)?.form, 'none')
})

test('a fallen loss, a sold thing and an unpaid part leave no line of zero', () => {
  const sold = run('E90.post', { proceeds: 90_00n, allowance: 0n })
  assert.ok(!sold.refused)
  assert.equal(notation(sold.draft.lines), 'Dr 1002 90.00 I1 | Dr 4601 10.00 R:r1 F1 | Cr 110102 100.00')
  const lost = run('E28.post', { claim: 0n })
  assert.ok(!lost.refused)
  assert.equal(notation(lost.draft.lines), 'Dr 5301 100.00 R:r1 F1 m5 | Cr 1201 100.00')
})

test('interest of a fund’s deposit is its own unless the agreement gives it to the host', () => {
  const place = (agreement: string, policy: 'fund' | 'general') => {
    const applied = run('E87.post', { agreement }, { ...DEFAULT_POLICIES, yield_of_fund_money: policy })
    assert.ok(!applied.refused)
    return applied.draft.lines[1]?.restriction
  }
  assert.deepEqual([place('fund', 'general'), place('general', 'fund')], ['R', 'U'])
  assert.deepEqual([place('silent', 'fund'), place('silent', 'general')], ['R', 'U'])
})

test('the mark of help that a payment made is taken back when the bank returns it', () => {
  const paid = run('E32.post', { reach: REACHED })
  const back = run('E36.taken_back', { reach: REACHED })
  assert.ok(!paid.refused && !back.refused)
  const marks = [...paid.draft.lines, ...back.draft.lines].filter((line) => line.reach === 'reached')
  assert.deepEqual(
    marks.map((line) => [line.side, line.amountFen, line.reachedOn]),
    [
      ['debit', 100_00n, '2026-03-05'],
      ['credit', 100_00n, '2026-03-05'],
    ],
  )
})

test('tags of a gift stand on every line, the project only on income and expense', () => {
  const tags = { project: 'p1', gift: 'gift-1', counterparty: 'donor-1', relatedParty: true }
  const applied = applyRecipe('E01.post', inputOf('E01.post', {}), head, DEFAULT_POLICIES, tags)
  assert.ok(!applied.refused)
  const [bank, income] = applied.draft.lines
  assert.deepEqual([bank?.project, bank?.gift, income?.project, income?.gift], [null, 'gift-1', 'p1', 'gift-1'])
  assert.ok(applied.draft.lines.every((line) => line.relatedParty && line.counterparty === 'donor-1'))
})

test('an agency receipt into the host’s own bank account is refused by the books', () => {
  const applied = run('E80.post', { asset: '1002', regiftAgreement: 'yes' })
  assert.ok(!applied.refused)
  assert.ok(checkEntry(applied.draft, facts).refused)
})

test('money of two places is split exactly as the parts say', () => {
  const applied = run('E69.allocate', { pool: { ...R1, fund: 'POOL', restrictionId: 'pool' } })
  assert.ok(!applied.refused)
  const entry = accepted(applied.draft)
  assert.equal(entry.totalFen, 100_00n)
  const own = run('E67.post', { from: GENERAL, to: { ...GENERAL, fund: R2.fund } })
  assert.ok(!own.refused)
  assert.ok(own.draft.lines.every((line) => line.restriction === 'U'))
})
