/** The catalogue of events E01-E104: one table, every row with its article, its evidence and its pure code. */
import type { EntryDraft, Line, Paper } from '../entry.ts'
import type { DateText } from '../vocab.ts'
import { agencyRows } from './agency.ts'
import { aidRows } from './aid.ts'
import { assetRows } from './assets.ts'
import { burdenRows } from './burdens.ts'
import { closingRows } from './closing-rows.ts'
import { correctionRows } from './correction.ts'
import { costRows } from './costs.ts'
import { giftRows } from './gifts.ts'
import { specialGiftRows } from './gifts-special.ts'
import { goodsRows } from './goods.ts'
import { governmentRows } from './government.ts'
import { hostCostRows } from './host-costs.ts'
import { inKindRows } from './in-kind.ts'
import { investmentRows } from './investments.ts'
import { matchingRows } from './matching.ts'
import type { Policies } from './policy.ts'
import { type Recipe, type RecipeRefusal, refuse } from './recipe.ts'
import { restrictionRows } from './restriction.ts'
import { yieldRows } from './yields.ts'

/** `E72a` stands after `E72`. */
const order = (row: Recipe): number => Number(row.id.replace(/\D/g, '')) + (/[a-z]$/.test(row.id) ? 0.5 : 0)

export const RECIPES: readonly Recipe[] = [
  ...giftRows,
  ...specialGiftRows,
  ...inKindRows,
  ...goodsRows,
  ...aidRows,
  ...costRows,
  ...assetRows,
  ...hostCostRows,
  ...burdenRows,
  ...restrictionRows,
  ...matchingRows,
  ...correctionRows,
  ...agencyRows,
  ...governmentRows,
  ...investmentRows,
  ...yieldRows,
  ...closingRows,
].toSorted((one, other) => order(one) - order(other))

const byId: ReadonlyMap<string, Recipe> = new Map(RECIPES.map((row) => [row.id, row]))

/** What every entry says besides its lines. */
export interface EntryHead {
  readonly book: string
  readonly documentOn: DateText
  readonly postedOn: DateText
  readonly summary: string
  readonly papers: readonly Paper[]
  readonly maker: string
  readonly checker: string | null
  readonly reason: string | null
  readonly channel: string | null
}

/** Dimensions that go on all lines of an entry; project and campaign only on income and expense. */
export interface Tags {
  readonly project?: string | null
  readonly campaign?: string | null
  readonly gift?: string | null
  readonly grant?: string | null
  readonly counterparty?: string | null
  readonly relatedParty?: boolean
}

type Applied =
  | { readonly refused: readonly [RecipeRefusal, ...RecipeRefusal[]] }
  | { readonly refused?: undefined; readonly draft: EntryDraft }

/**
 * A draft from a row of the catalogue. `recipe` is row and step, `E07.identify`; `input` holds the fields of that step,
 * amounts in fen as bigint. The draft still has to pass `checkEntry`.
 */
export function applyRecipe(
  recipe: string,
  input: Readonly<Record<string, unknown>>,
  head: EntryHead,
  policies: Policies,
  tags: Tags = {},
): Applied {
  const [id = '', key = 'post'] = recipe.split('.')
  const row = byId.get(id)
  if (!row) return { refused: [refuse('unknown_recipe', id)] }
  if (row.form !== 'entry') return { refused: [refuse('no_entry', row.reason.en)] }
  const step = row.steps.find((one) => one.key === key)
  if (!step) return { refused: [refuse('unknown_step', recipe)] }
  for (const need of step.needs) {
    const found = head.papers.some((paper) => paper.kind === need.kind && need.madeBy.includes(paper.madeBy))
    if (!found) return { refused: [refuse('paper_missing', `${need.kind}: ${need.madeBy.join(', ')}`)] }
  }
  const booked = step.book(input, policies)
  if (booked.refused) return booked
  const lines = booked.lines.map((line) => withTags(line, tags))
  return {
    draft: { ...head, edition: '2024', type: step.type, recipe: `${id}.${key}`, reverses: null, lines },
  }
}

function withTags(line: Line, tags: Tags): Line {
  const isFlow = line.account.startsWith('4') || line.account.startsWith('5')
  return {
    ...line,
    // Cash tagged with a project would split the bank's balance by projects, which nobody can reconcile.
    project: line.project ?? (isFlow ? (tags.project ?? null) : null),
    campaign: line.campaign ?? (isFlow ? (tags.campaign ?? null) : null),
    gift: line.gift ?? tags.gift ?? null,
    grant: line.grant ?? tags.grant ?? null,
    counterparty: line.counterparty ?? tags.counterparty ?? null,
    relatedParty: line.relatedParty || (tags.relatedParty ?? false),
  }
}

export function findRecipe(id: string): Recipe | undefined {
  return byId.get(id)
}
