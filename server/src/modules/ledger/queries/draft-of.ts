import { applyRecipe, DEFAULT_POLICIES, type EntryDraft, type EntryHead, type Tags } from '../logic/index.ts'

/**
 * The draft that a row of the catalogue of events makes. For modules whose input is already checked: a refusal here means
 * that the module called the row wrongly. Rows that follow a policy of the accountant see its default here; vouchers from
 * templates see what was decided.
 * @param recipe row and step, as `E01.post`
 * @throws Error naming the field or paper that is wrong
 */
export function draftOf(
  recipe: string,
  input: Readonly<Record<string, unknown>>,
  head: EntryHead,
  tags: Tags,
): EntryDraft {
  const applied = applyRecipe(recipe, input, head, DEFAULT_POLICIES, tags)
  if (!applied.refused) return applied.draft
  const [first] = applied.refused
  throw new Error(`recipe ${recipe}: ${first.code} ${first.fact}`)
}
