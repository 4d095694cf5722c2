import { z } from 'zod'
import { plainDate } from './dates.ts'
import { pageOf, pageQuery } from './page.ts'

/** More decisions than this are not tried at once: the newest are, and the answer says so. */
export const MOST_TRIED = 20_000

export const TRIAL_SHOWS = ['different', 'same', 'all'] as const
export type TrialShow = (typeof TRIAL_SHOWS)[number]

/** Which decisions a draft is tried on: those of a year back from today unless said; the rest narrows the list. */
export const trialQuery = pageQuery.extend({
  from: plainDate.optional(),
  to: plainDate.optional(),
  q: z.string().trim().max(60).optional(),
  show: z.enum(TRIAL_SHOWS).default('different'),
})

/** A page of what came of it, with the figures of the whole trial, which no filter changes. */
export const trialOf = <T extends z.ZodType>(item: T) =>
  pageOf(item).extend({
    from: plainDate,
    to: plainDate,
    /** Decisions of the time, whether tried or not. */
    found: z.number().int(),
    tried: z.number().int(),
    different: z.number().int(),
    /** Found and not tried, and why; `why` is a word of the module: `untried.<why>`. */
    untried: z.array(z.object({ why: z.string(), count: z.number().int() })),
  })

/** A decision as it came out, and as it would have under a draft. */
export interface Tried<D, V> {
  readonly decision: D
  readonly was: V
  readonly wouldBe: V
  readonly differs: boolean
}

/**
 * Takes every decision once more, by what held then and by a draft. A draft that changes nothing differs nowhere.
 * @param alike whether two verdicts are the same to those concerned
 */
export const tryRules = <D, V>(
  decisions: readonly D[],
  before: (decision: D) => V,
  after: (decision: D) => V,
  alike: (was: V, wouldBe: V) => boolean,
): readonly Tried<D, V>[] =>
  decisions.map((decision) => {
    const was = before(decision)
    const wouldBe = after(decision)
    return { decision, was, wouldBe, differs: !alike(was, wouldBe) }
  })

/** What a reader asked to see of a trial. */
export const shownTrials = <D, V>(tried: readonly Tried<D, V>[], show: TrialShow): readonly Tried<D, V>[] =>
  show === 'all' ? tried : tried.filter(({ differs }) => differs === (show === 'different'))
