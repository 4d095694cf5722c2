import type { refusals } from '@shanju/contract/evaluation/refusals.ts'
import { type EvaluationState, READY_STATES, type SheetState } from '@shanju/contract/evaluation/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { ProjectState } from '@shanju/contract/projects/vocab.ts'

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

export function stateOf({ opened, closed, cancelled, closesAt }: Life, now: Date): EvaluationState {
  if (closed) return 'closed'
  if (cancelled) return 'cancelled'
  if (!opened) return 'planned'
  return now < closesAt ? 'open' : 'ended'
}

/** An evaluation begins from the work on to the judgement, one at a time. */
export function refusePlan(
  standing: { readonly project: ProjectState; readonly underWay: boolean; readonly closesAt: Date },
  now: Date,
): Verdict {
  if (!(READY_STATES as readonly ProjectState[]).includes(standing.project)) return no('project_not_ready')
  if (standing.underWay) return no('under_way')
  return standing.closesAt <= now ? no('closes_too_early') : undefined
}

/** The roll changes no more once a sample was drawn from it. */
export function refuseRoll(state: EvaluationState, drawn: boolean): Verdict {
  if (state === 'cancelled') return no('cancelled')
  if (state !== 'planned') return no('already_open')
  return drawn ? no('already_drawn') : undefined
}

export const refuseDraw = (state: EvaluationState, drawn: boolean, people: number): Verdict =>
  refuseRoll(state, drawn) ?? (people === 0 ? no('roll_empty') : undefined)

export function refuseOpening(
  standing: { readonly state: EvaluationState; readonly drawn: boolean; readonly closesAt: Date },
  now: Date,
): Verdict {
  if (standing.state === 'cancelled') return no('cancelled')
  if (standing.state !== 'planned') return no('already_open')
  if (standing.closesAt <= now) return no('closes_too_early')
  return standing.drawn ? undefined : no('not_drawn')
}

/** Called off, or an indicator read: until the closing. */
export function refuseLate(state: EvaluationState): Verdict {
  if (state === 'cancelled') return no('cancelled')
  return state === 'closed' ? no('not_open') : undefined
}

export const refuseCodes = (state: EvaluationState, drawn: boolean): Verdict =>
  refuseLate(state) ?? (drawn ? undefined : no('not_drawn'))

export function refuseAnswer(state: EvaluationState): Verdict {
  if (state === 'ended') return no('over')
  return state === 'open' ? undefined : no('not_open')
}

/** Sheets out of the box are keyed also after the last answer. */
export const refuseKeying = (state: EvaluationState): Verdict =>
  state === 'open' || state === 'ended' ? undefined : no('not_open')

export function refuseReading(
  wanted: { readonly indicator: number; readonly on: PlainDate; readonly why: string },
  known: { readonly indicators: number; readonly earlier: number; readonly today: PlainDate },
): Verdict {
  if (wanted.indicator > known.indicators) return no('indicator_not_found')
  if (wanted.on > known.today) return no('day_ahead')
  return known.earlier > 0 && wanted.why.length < 2 ? no('correction_without_reason') : undefined
}

export function refuseClosing(standing: {
  readonly state: EvaluationState
  readonly asked: number
  readonly answered: number
  readonly byPaper: number
  readonly sheets: readonly { readonly sheet: number; readonly state: SheetState }[]
}): Verdict {
  const { state, asked, answered, byPaper, sheets } = standing
  if (state !== 'open' && state !== 'ended') return no('not_open')
  if (state === 'open' && answered < asked) return no('still_open')
  const unsettled = sheets.filter((each) => each.state !== 'agreed')
  if (unsettled.length > 0) return no('sheets_differ', { sheets: unsettled.map(({ sheet }) => sheet).join(', ') })
  return sheets.length === byPaper ? undefined : no('sheets_missing', { paper: byPaper, keyed: sheets.length })
}
