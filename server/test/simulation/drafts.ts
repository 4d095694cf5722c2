/** Drafts from the whole catalogue of events, with sums, places and days from chance. */
import { draftOf } from '#modules/ledger/index.ts'
import { credit, debit, type EntryDraft } from '#modules/ledger/logic/index.ts'
import { RECIPES } from '#modules/ledger/logic/recipes/index.ts'
import type { Step } from '#modules/ledger/logic/recipes/recipe.ts'
import { sampleInput } from '#modules/ledger/logic/testkit/inputs.ts'
import { ALL_PAPERS } from '#modules/ledger/logic/testkit/recipes.ts'
import { recentDay, type Stage } from './act.ts'
import type { SimFund, SimHost } from './world.ts'

/** A gift to one fund by bank, cash or a payment institution: what happens a hundred times a day. */
export function giftDraft(stage: Stage, host: SimHost, fund: SimFund, amountFen: bigint): EntryDraft {
  const [recipe, cash] = stage.random.pick([
    ['E01.post', '1002'],
    ['E03.count', '1001'],
    ['E04.post', '100907'],
  ] as const)
  const place = { restriction: 'R', restrictionId: fund.restriction, fund: fund.id }
  return draftOf(recipe, { cash, amount: amountFen, place }, headOf(stage, host), {})
}

const headOf = (stage: Stage, host: SimHost) => {
  const day = recentDay(stage)
  return {
    ...{ book: host.id, documentOn: day, postedOn: day, summary: '模拟', papers: ALL_PAPERS },
    ...{ maker: 'system', checker: null, reason: null, channel: null },
  }
}

interface Named {
  readonly name: string
  readonly step: Step
}

const STEPS: readonly Named[] = RECIPES.flatMap((row) =>
  row.form === 'entry' ? row.steps.map((step) => ({ name: `${row.id}.${step.key}`, step })) : [],
).filter(({ step }) => step.type === 'ordinary')

/** Some other row of the catalogue; undefined when the row asks for something its sample does not say. */
export function catalogueDraft(stage: Stage, host: SimHost): EntryDraft | undefined {
  const { name, step } = stage.random.pick(STEPS)
  const sample = sampleInput(step)
  // Sums that must fit each other stay as they are in the sample; a single one is free.
  const sums = Object.values(step.fields).filter((field) => /^fen|parts|costs/.test(field.type))
  const sized = sums.length === 1 && 'amount' in sample ? { ...sample, amount: stage.random.fen() } : sample
  try {
    return draftOf(name, placed(sized, host) as Record<string, unknown>, headOf(stage, host), {})
  } catch (error) {
    // Thrown for what the row itself refuses under the sample: a policy that forbids, a test of agency that fails.
    if (error instanceof Error && error.message.startsWith('recipe ')) return undefined
    throw error
  }
}

/** Puts the host's own funds, limits and people in the place of the sample's names. */
function placed(value: unknown, host: SimHost): unknown {
  if (Array.isArray(value)) return value.map((each) => placed(each, host))
  if (typeof value === 'string') return named(value, host)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each, host)]))
}

function named(text: string, host: SimHost): string | null {
  const [, kind, number] = /^([Fr])([123])$/.exec(text) ?? []
  const fund = host.funds[Number(number) - 1]
  if (kind === 'F' && fund) return fund.id
  if (kind === 'r' && fund) return fund.restriction
  if (text === 'somebody') return host.id
  return text === 'p1' ? null : text
}

/** What is wrong with a draft, and the refusal that must say so. */
export function spoil(stage: Stage, draft: EntryDraft, stranger: SimHost): [code: string, draft: EntryDraft] {
  const [first, ...rest] = draft.lines
  const fund = stranger.funds[0]
  if (!first || !fund) throw new Error('a draft has lines, a host has funds')
  const withFirst = (over: Partial<typeof first>) => ({ ...draft, lines: [{ ...first, ...over }, ...rest] })
  const foreign = { restriction: 'R', restrictionId: fund.restriction, fund: fund.id } as const
  const tomorrowsYear = `${Number(stage.today().slice(0, 4)) + 1}-12-31`
  return stage.random.pick<[string, EntryDraft]>([
    ['ledger.unbalanced', withFirst({ amountFen: first.amountFen + 1n })],
    ['ledger.amount_not_positive', withFirst({ amountFen: 0n })],
    ['ledger.unknown_account', withFirst({ account: '9999' })],
    ['ledger.account_of_2004', withFirst({ account: '2401' })],
    ['ledger.too_few_lines', { ...draft, lines: [first] }],
    ['ledger.before_books_begin', { ...draft, postedOn: '2025-12-31' }],
    ['ledger.wrong_edition', { ...draft, edition: '2004' }],
    ['ledger.period_closed', { ...draft, postedOn: tomorrowsYear }],
    ['ledger.bad_date', { ...draft, documentOn: '2026-13-01' }],
    [
      'ledger.unknown_restriction',
      { ...draft, lines: [debit('1002', 5n, { cashLine: 'B1' }), credit('4101', 5n, foreign)] },
    ],
  ])
}
