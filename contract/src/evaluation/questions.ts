import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { PEOPLE_GROUPS } from '../projects/vocab.ts'
import { MOST_CHOICES, MOST_NUMBER, MOST_QUESTIONS, MOST_REMARK, QUESTION_KINDS } from './vocab.ts'

const said = z.strictObject({ zh: z.string().trim().min(2).max(120), en: z.string().trim().min(2).max(200) })

const question = z
  .strictObject({
    kind: z.enum(QUESTION_KINDS),
    ...said.shape,
    /** Of a choice alone. */
    choices: z.array(said).max(MOST_CHOICES).default([]),
    /** The one scale that asks whether people are satisfied: what projects are compared by. */
    overall: z.boolean().default(false),
  })
  .refine(({ kind, choices }) => (kind === 'choice' ? choices.length >= 2 : choices.length === 0), {
    path: ['choices'],
  })
  .refine(({ kind, overall }) => !overall || kind === 'scale', { path: ['overall'] })
export type Question = z.output<typeof question>

export const questions = z
  .array(question)
  .min(1)
  .max(MOST_QUESTIONS)
  .refine((list) => list.filter(({ overall }) => overall).length === 1)

/** A questionnaire is never changed: another version of its key replaces it. */
export const addQuestionnaire = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/),
  peopleGroup: z.enum(PEOPLE_GROUPS),
  title: said,
  /** What stands above the questions. */
  lead: z.strictObject({ zh: z.string().trim().max(400), en: z.string().trim().max(600) }),
  questions,
})
export type AddQuestionnaire = z.output<typeof addQuestionnaire>

export const questionnaire = z.object({
  ...addQuestionnaire.shape,
  id: idOf('questionnaire'),
  version: z.number().int(),
})
export type Questionnaire = z.output<typeof questionnaire>

/** How many answers a question has to choose from, numbered from 1; 0 where anything may be written. */
export function choicesOf({ kind, choices }: Question): number {
  if (kind === 'scale') return 5
  if (kind === 'yes_no') return 2
  return choices.length
}

/** What was answered, question by question: a number of a choice, a count, or null for none. */
export const picks = z.array(z.number().int().min(0).max(MOST_NUMBER).nullable()).max(MOST_QUESTIONS)

export const remark = z.strictObject({
  question: z.number().int().min(1).max(MOST_QUESTIONS),
  words: z.string().trim().min(1).max(MOST_REMARK),
})
export const remarks = z.array(remark).max(MOST_QUESTIONS).default([])

export interface Answers {
  readonly picks: readonly (number | null)[]
  readonly remarks: readonly { readonly question: number; readonly words: string }[]
}

/** Whether answers are those of a questionnaire; a blank one is. */
export const fits = (list: readonly Question[], { picks: given, remarks: words }: Answers): boolean =>
  given.length === list.length &&
  list.every((each, at) => {
    const pick = given[at] ?? null
    if (pick === null || each.kind === 'number') return true
    return pick >= 1 && pick <= choicesOf(each)
  }) &&
  words.every(({ question: number }) => list[number - 1]?.kind === 'text') &&
  new Set(words.map(({ question: number }) => number)).size === words.length
