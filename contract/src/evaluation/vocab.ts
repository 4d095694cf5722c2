/** What a question asks for; free text is read by staff alone. */
export const QUESTION_KINDS = ['scale', 'yes_no', 'choice', 'number', 'text'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** How an answer came. */
export const ANSWER_MANNERS = ['link', 'paper', 'interview'] as const
export type AnswerManner = (typeof ANSWER_MANNERS)[number]

/** Where an interviewer met whom they asked. */
export const INTERVIEW_MODES = ['visit', 'telephone', 'meeting'] as const

/** Everybody of the roll, or some of it: drawn from all alike, or from each community as its share is. */
export const SAMPLINGS = ['all', 'simple', 'stratified'] as const

/** `ended` is open past its closing moment: nobody answers any more, sheets are still keyed. */
export const EVALUATION_STATES = ['planned', 'open', 'ended', 'closed', 'cancelled'] as const
export type EvaluationState = (typeof EVALUATION_STATES)[number]

export const SHEET_STATES = ['once', 'agreed', 'differs'] as const
export type SheetState = (typeof SHEET_STATES)[number]

/** Of a share: as it is, or that it is no smaller or no larger than said, because the rest are too few to be shown. */
export const BOUNDS = ['exact', 'at_least', 'at_most'] as const

export const PHOTO_MOMENTS = ['before', 'after'] as const

/** What whoever can be recognised agreed to. */
export const CONSENT_SCOPES = ['public', 'internal'] as const

/** Projects are compared with those that reached about as many people. */
export const SIZE_BANDS = ['small', 'middle', 'large'] as const
/** From how many people on a project is of the middle, and of the large band. */
export const BAND_FROM = { middle: 50, large: 200 } as const

/** In these states of its project an evaluation may begin. */
export const READY_STATES = ['running', 'paused', 'submitted', 'accepted', 'evaluated'] as const

/** Fewer people than this in a cell are not shown: somebody could tell who they are. */
export const LEAST_CELL = 5
/** From fewer answers than this no result is drawn. */
export const LEAST_ANSWERS = 10

export const MOST_ROLL = 100_000
/** Codes are told in so many at a time: a stack of slips to print. */
export const MOST_CODES = 200
export const MOST_QUESTIONS = 20
export const MOST_CHOICES = 12
export const MOST_NUMBER = 1_000_000
export const MOST_REMARK = 500
/** Of a share in tenths of a percent. */
export const WHOLE = 1000
