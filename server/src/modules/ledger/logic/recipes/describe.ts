/** The catalogue as plain data: the console draws “voucher from template” from it, with source and evidence beside each row. */
import type { Text } from './field.ts'
import { RECIPES } from './index.ts'
import { POLICIES, type Policies } from './policy.ts'
import type { Recipe } from './recipe.ts'

export interface DescribedField {
  readonly name: string
  readonly type: string
  readonly label: Text
  readonly options: readonly string[]
  readonly preset: string | null
  readonly optional: boolean
}

export interface DescribedRecipe {
  readonly id: string
  readonly title: Text
  readonly when: Text
  readonly source: readonly string[]
  /** Q read in a full copy, S secondary, A our reading; S and A wait for the host's accountant. */
  readonly mark: string
  readonly remark: string | null
  /** Why there is no entry, or which function makes it; null for rows with steps. */
  readonly reason: Text | null
  readonly steps: readonly {
    /** What `applyRecipe` takes: `E07.identify`. */
    readonly recipe: string
    readonly title: Text
    readonly fields: readonly DescribedField[]
    readonly papers: readonly { readonly kind: string; readonly madeBy: readonly string[] }[]
  }[]
  /** Settings the row reads, with the value in force. */
  readonly policies: readonly {
    readonly key: string
    readonly title: Text
    readonly value: string
    readonly source: Text
  }[]
}

export function describeRecipes(policies: Policies): DescribedRecipe[] {
  return RECIPES.map((row) => ({
    id: row.id,
    title: row.title,
    when: row.when,
    source: row.source,
    mark: row.mark,
    remark: row.remark ?? null,
    reason: row.form === 'entry' ? null : row.reason,
    steps: row.form === 'entry' ? describeSteps(row) : [],
    policies: policiesOf(row.id, policies),
  }))
}

function describeSteps(row: Extract<Recipe, { form: 'entry' }>): DescribedRecipe['steps'] {
  return row.steps.map((step) => ({
    recipe: `${row.id}.${step.key}`,
    title: step.title,
    fields: Object.entries(step.fields).map(([name, { type, label, options, preset, optional }]) => ({
      name,
      type,
      label,
      options,
      preset,
      optional,
    })),
    papers: step.needs,
  }))
}

function policiesOf(id: string, policies: Policies): DescribedRecipe['policies'] {
  return Object.entries(POLICIES).flatMap(([key, { title, rows, source }]) => {
    const value = Object.entries(policies).find(([name]) => name === key)?.[1]
    const reads = rows.some((row) => row === id)
    return reads && value !== undefined ? [{ key, title, value, source }] : []
  })
}
