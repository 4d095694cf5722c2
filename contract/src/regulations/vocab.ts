/**
 * How sure a regulation's source is. Q: its operative wording was read. Sq: quoted word for word inside a commentary.
 * Q-summary: an official summary was read. S: secondary. R: recalled. L: another place's rule. A: our own assumption.
 */
export const EVIDENCE = ['Q', 'Sq', 'Q-summary', 'S', 'R', 'L', 'A'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** block: refused. warn: goes on, with a reason. task: a duty with a day is opened. */
export const SEVERITIES = ['block', 'warn', 'task'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a regulation judges: the kind of facts it wants. */
export const SPEAKS_OF = [
  'fund',
  'agreement',
  'gift',
  'receipt',
  'publication',
  'entry',
  'organisation',
  'text',
  'payment',
] as const
export type SpeaksOf = (typeof SPEAKS_OF)[number]

/** `fen` as a decimal string, `days` and `working_days` as whole numbers, `words` as a list. */
export const PARAMETER_TYPES = ['fen', 'days', 'working_days', 'words'] as const

export const DUTY_STATES = ['open', 'done', 'waived'] as const
export type DutyState = (typeof DUTY_STATES)[number]

/** How a duty may move; what is closed stays closed, and a mistake is told by a correction note beside it. */
export const DUTY_STEPS = {
  do: { from: ['open'], to: 'done', by: 'regulations.do_duties' },
  waive: { from: ['open'], to: 'waived', by: 'regulations.waive_duties' },
  correct: { from: ['done', 'waived'], to: 'same', by: 'regulations.do_duties' },
} as const
export type DutyStep = keyof typeof DUTY_STEPS

/**
 * What holds until the city bureau decides otherwise: only wording that was read may refuse anybody; what would block on
 * weaker evidence warns. Warnings and tasks stay what they are.
 */
export const defaultSeverity = (asks: Severity, evidence: Evidence): Severity =>
  asks === 'block' && evidence !== 'Q' ? 'warn' : asks

/** A task needs a day to be done by, which only regulations with a deadline have; any regulation may warn or block. */
export const possibleSeverities = (asks: Severity): readonly Severity[] =>
  asks === 'task' ? SEVERITIES : ['block', 'warn']
