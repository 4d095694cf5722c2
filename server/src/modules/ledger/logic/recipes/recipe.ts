/** What a row of the catalogue of events is. The rows themselves stand in the files of this folder. */
import type { Line } from '../entry.ts'
import type { EntryType, PaperKind, PaperMaker } from '../vocab.ts'
import type { Field, Fields, InputOf, Text } from './field.ts'
import type { Policies } from './policy.ts'

/** Q read in a full copy of the instrument, S secondary, A our own reading; a mixed row bears its weakest mark. */
type Mark = 'Q' | 'S' | 'A'

/** Reasons a step gives beside missing or wrong fields, in precedence order. */
export const RECIPE_REFUSALS = [
  'unknown_recipe',
  'no_entry',
  'unknown_step',
  'paper_missing',
  'unknown_field',
  'field_missing',
  'field_wrong',
  'policy_forbids',
  'part_exceeds_whole',
  'parts_do_not_sum',
  'same_place',
  'not_full_balance',
  'not_material',
  'material',
  'agency_tests_fail',
  'agency_tests_hold',
  'money_may_not_be_invested',
] as const
export type RecipeRefusalCode = (typeof RECIPE_REFUSALS)[number]

export interface RecipeRefusal {
  readonly code: RecipeRefusalCode
  /** The field, paper or policy meant; or the reason why there is no entry. */
  readonly fact: string
}

/** A paper the step asks for: any one made by one of these. */
interface PaperNeed {
  readonly kind: PaperKind
  readonly madeBy: readonly PaperMaker[]
}

type Booked =
  | { readonly refused: readonly [RecipeRefusal, ...RecipeRefusal[]] }
  | { readonly refused?: undefined; readonly lines: readonly Line[] }

export interface Step {
  readonly key: string
  readonly title: Text
  readonly type: EntryType
  readonly fields: Fields
  readonly needs: readonly PaperNeed[]
  /** Reads the input and gives the lines; pure. */
  readonly book: (raw: Readonly<Record<string, unknown>>, policies: Policies) => Booked
}

interface RowHead {
  readonly id: string
  readonly title: Text
  /** When the row applies. */
  readonly when: Text
  /** Articles, as `N24 67` (article), `N24 n-4101` (account note), `M12 6`, `CL 54`. */
  readonly source: readonly string[]
  readonly mark: Mark
  /** What the mark covers when it is mixed, and what to disclose or remember. */
  readonly remark?: string
}

/** A row with entries, a row without one, or a row that another pure function of this folder carries out. */
export type Recipe =
  | (RowHead & { readonly form: 'entry'; readonly steps: readonly Step[] })
  | (RowHead & { readonly form: 'none'; readonly reason: Text })
  | (RowHead & { readonly form: 'function'; readonly carriedOutBy: string; readonly reason: Text })

export const entryRow = (head: RowHead, ...steps: readonly Step[]): Recipe => ({ ...head, form: 'entry', steps })
export const noEntryRow = (head: RowHead, reason: Text): Recipe => ({ ...head, form: 'none', reason })
export const functionRow = (head: RowHead, carriedOutBy: string, reason: Text): Recipe => ({
  ...head,
  form: 'function',
  carriedOutBy,
  reason,
})

interface StepSpec<S extends Fields> {
  readonly key: string
  readonly title: Text
  readonly fields: S
  readonly needs?: readonly PaperNeed[]
  readonly type?: EntryType
  readonly refuse?: (input: InputOf<S>, policies: Policies) => RecipeRefusal | undefined
  readonly lines: (input: InputOf<S>, policies: Policies) => readonly (Line | null)[]
}

export function step<S extends Fields>(spec: StepSpec<S>): Step {
  return {
    key: spec.key,
    title: spec.title,
    type: spec.type ?? 'ordinary',
    fields: spec.fields,
    needs: spec.needs ?? [],
    book: (raw, policies) => {
      const read = readInput(spec.fields, raw)
      if (read.refused) return { refused: read.refused }
      const refusal = spec.refuse?.(read.input, policies)
      if (refusal) return { refused: [refusal] }
      return { lines: spec.lines(read.input, policies).filter((line) => line !== null) }
    },
  }
}

type Read<S extends Fields> =
  | { readonly refused: readonly [RecipeRefusal, ...RecipeRefusal[]] }
  | { readonly refused?: undefined; readonly input: InputOf<S> }

function readInput<S extends Fields>(fields: S, raw: Readonly<Record<string, unknown>>): Read<S> {
  const refusals: RecipeRefusal[] = []
  for (const name of Object.keys(raw)) if (!(name in fields)) refusals.push({ code: 'unknown_field', fact: name })
  const input: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const problem = readField(field, raw[name], name, input)
    if (problem) refusals.push(problem)
  }
  const [first, ...rest] = refusals
  // Every field of S was read by its own reader, so the record has exactly the shape of S.
  return first ? { refused: [first, ...rest] } : { input: input as InputOf<S> }
}

function readField(
  field: Field<unknown>,
  value: unknown,
  name: string,
  into: Record<string, unknown>,
): RecipeRefusal | undefined {
  if (value === undefined || value === null) {
    if (!field.optional) return { code: 'field_missing', fact: name }
    into[name] = null
    return undefined
  }
  const read = field.read(value)
  if (read === undefined) return { code: 'field_wrong', fact: name }
  into[name] = read
  return undefined
}

export const refuse = (code: RecipeRefusalCode, fact: string): RecipeRefusal => ({ code, fact })

/** The paper that sets or lifts a limit never comes from the board alone (N24 arts. 67, 70; K21). */
export const limitBy = (...madeBy: readonly PaperMaker[]): PaperNeed => ({ kind: 'limit', madeBy })
export const approvedBy = (...madeBy: readonly PaperMaker[]): PaperNeed => ({ kind: 'approval', madeBy })
