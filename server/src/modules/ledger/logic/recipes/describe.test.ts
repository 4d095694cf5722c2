import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_PAPERS, HEAD } from '../testkit/recipes.ts'
import { describeRecipes } from './describe.ts'
import { applyRecipe } from './index.ts'
import { DEFAULT_POLICIES } from './policy.ts'

const described = describeRecipes(DEFAULT_POLICIES)

test('the described catalogue is plain data that survives JSON', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(described)), described)
})

test('every described step is one that a draft can be made from: empty input names its missing fields', () => {
  for (const step of described.flatMap((row) => row.steps)) {
    const applied = applyRecipe(step.recipe, {}, { ...HEAD, papers: ALL_PAPERS }, DEFAULT_POLICIES)
    const needed = step.fields.filter((field) => !field.optional).map((field) => field.name)
    assert.deepEqual(
      applied.refused?.map((refusal) => refusal.fact),
      needed,
      step.recipe,
    )
  }
})

test('a row shows the settings it reads with the value in force, and a row without entry says why', () => {
  const row = described.find((one) => one.id === 'E38')
  assert.deepEqual(
    row?.policies.map((policy) => [policy.key, policy.value]),
    [
      ['partner_advance_account', '1141'],
      ['partner_advance_cash_line', 'B9'],
    ],
  )
  const changed = describeRecipes({ ...DEFAULT_POLICIES, partner_advance_account: '1122' })
  assert.equal(changed.find((one) => one.id === 'E38')?.policies[0]?.value, '1122')
  for (const one of described) assert.equal(one.reason === null, one.steps.length > 0, one.id)
})
