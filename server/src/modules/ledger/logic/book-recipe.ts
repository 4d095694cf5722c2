/** From what a form sent to the draft of an entry: the wire is read by the fields of the step, and a fault names its field. */
import type { DraftBody } from '@shanju/contract/ledger/vouchers/shapes.ts'
import type { EntryDraft } from './entry.ts'
import type { Text } from './recipes/field.ts'
import { applyRecipe, type EntryHead, findRecipe } from './recipes/index.ts'
import { POLICIES, type Policies } from './recipes/policy.ts'
import type { RecipeRefusal, Step } from './recipes/recipe.ts'
import { readWire } from './wire.ts'

interface LabelledRefusal extends RecipeRefusal {
  /** What the fact is called on the form. */
  readonly label: Text
}

type BookedRecipe =
  | { readonly refused: readonly [LabelledRefusal, ...LabelledRefusal[]] }
  | { readonly refused?: undefined; readonly draft: EntryDraft }

/** `E32.post` → the step; undefined for a row without entry or an unknown one. */
export function stepOf(recipe: string): Step | undefined {
  const [id = '', key = ''] = recipe.split('.')
  const row = findRecipe(id)
  return row?.form === 'entry' ? row.steps.find((step) => step.key === key) : undefined
}

export function bookRecipe(
  recipe: string,
  input: DraftBody['input'],
  policies: Policies,
  head: EntryHead,
): BookedRecipe {
  const step = stepOf(recipe)
  const applied = applyRecipe(recipe, readWire(step?.fields ?? {}, input), head, policies)
  if (!applied.refused) return applied
  const [first, ...rest] = applied.refused
  const labelled = (refusal: RecipeRefusal): LabelledRefusal => ({ ...refusal, label: labelOf(refusal.fact, step) })
  return { refused: [labelled(first), ...rest.map(labelled)] }
}

function labelOf(fact: string, step: Step | undefined): Text {
  const policy = Object.entries(POLICIES).find(([key]) => key === fact)?.[1]
  return step?.fields[fact]?.label ?? policy?.title ?? { zh: fact, en: fact }
}
