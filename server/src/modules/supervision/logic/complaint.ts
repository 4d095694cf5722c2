import type { COMPLAINT_STATES } from '@shanju/contract/supervision/vocab.ts'

type State = (typeof COMPLAINT_STATES)[number]

/**
 * Working days in which a complaint is answered. The plan (鄂民发〔2024〕92号 二(一)6) asks for published complaint lines and
 * sets no term; 15 is our own default until the bureau names one.
 */
export const ANSWER_WORKING_DAYS = 15

/** The state follows from the answers, so it cannot disagree with them. */
export const stateOf = (answers: readonly { readonly closes: boolean }[]): State =>
  answers.some((answer) => answer.closes) ? 'closed' : answers.length > 0 ? 'answered' : 'open'
