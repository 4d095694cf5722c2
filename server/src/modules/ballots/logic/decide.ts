import type { refusals } from '@shanju/contract/ballots/refusals.ts'
import type { BallotState, CountRule, SlipState } from '@shanju/contract/ballots/vocab.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'

/** A refusal of this module and what its sentence names; undefined when nothing speaks against it. */
export interface Refused {
  readonly code: keyof typeof refusals
  readonly params?: Readonly<Record<string, string | number>>
}
type Verdict = Refused | undefined

const no = (code: Refused['code'], params?: Refused['params']): Refused => (params ? { code, params } : { code })

interface Life {
  readonly opened: boolean
  readonly closed: boolean
  readonly cancelled: boolean
  readonly closesAt: Date
}

export function stateOf({ opened, closed, cancelled, closesAt }: Life, now: Date): BallotState {
  if (closed) return 'closed'
  if (cancelled) return 'cancelled'
  if (!opened) return 'planned'
  return now < closesAt ? 'open' : 'ended'
}

export function refusePlan(
  wanted: { readonly rule: CountRule; readonly mostMarks: number; readonly options: number; readonly closesAt: Date },
  now: Date,
): Verdict {
  const { rule, mostMarks, options } = wanted
  if (rule === 'plurality' ? mostMarks !== 1 : mostMarks > options) return no('marks_unfit', { options })
  return wanted.closesAt <= now ? no('closes_too_early') : undefined
}

/** Roll and options may change no more once it is open, or when it was called off. */
export function refuseChange(state: BallotState): Verdict {
  if (state === 'cancelled') return no('cancelled')
  return state === 'planned' ? undefined : no('already_open')
}

export function refuseOpening(
  standing: {
    readonly state: BallotState
    readonly closesAt: Date
    readonly roll: number
    readonly budgetFen: bigint
    /** Of the options that were not taken back. */
    readonly costs: readonly bigint[]
  },
  now: Date,
): Verdict {
  const late = refuseChange(standing.state)
  if (late) return late
  if (standing.closesAt <= now) return no('closes_too_early')
  if (standing.roll === 0) return no('roll_empty')
  const [cheapest] = [...standing.costs].sort((a, b) => (a < b ? -1 : 1))
  if (cheapest === undefined || cheapest > standing.budgetFen)
    return no('budget_too_small', {
      budget: formatYuan(standing.budgetFen),
      cheapest: cheapest === undefined ? '—' : formatYuan(cheapest),
    })
  return undefined
}

/** Called off, or an option taken back: until the count. */
export function refuseLate(state: BallotState): Verdict {
  if (state === 'cancelled') return no('cancelled')
  return state === 'closed' ? no('not_open') : undefined
}

export function refuseVoting(state: BallotState): Verdict {
  if (state === 'ended') return no('voting_over')
  return state === 'open' ? undefined : no('not_open')
}

/** Slips out of the box are keyed also after the last vote. */
export const refuseKeying = (state: BallotState): Verdict =>
  state === 'open' || state === 'ended' ? undefined : no('not_open')

export function refuseMarks(marks: readonly number[], options: readonly number[], mostMarks: number): Verdict {
  const fits = new Set(marks).size === marks.length && marks.every((mark) => options.includes(mark))
  return fits && marks.length <= mostMarks ? undefined : no('marks_wrong', { most: mostMarks })
}

export function refuseClosing(standing: {
  readonly state: BallotState
  readonly roll: number
  readonly voted: number
  readonly byPaper: number
  readonly slips: readonly { readonly slip: number; readonly state: SlipState }[]
}): Verdict {
  const { state, roll, voted, byPaper, slips } = standing
  if (state !== 'open' && state !== 'ended') return no('not_open')
  if (state === 'open' && voted < roll) return no('still_open')
  const unsettled = slips.filter((each) => each.state !== 'agreed')
  if (unsettled.length > 0) return no('slips_differ', { slips: unsettled.map(({ slip }) => slip).join(', ') })
  return slips.length === byPaper ? undefined : no('slips_missing', { paper: byPaper, keyed: slips.length })
}
