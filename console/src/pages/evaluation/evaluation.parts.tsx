import type { Question } from '@shanju/contract/evaluation/questions.ts'
import { MOST_NUMBER, MOST_REMARK } from '@shanju/contract/evaluation/vocab.ts'
import { formatTenths } from '@shanju/contract/kit/tenths.ts'
import { Input, InputNumber, Radio } from 'antd'
import { useSpeech } from '../../text/language.tsx'

/** What is being answered: a pick for each question, words where it asks for them. */
export interface Draft {
  readonly picks: readonly (number | null)[]
  readonly words: Readonly<Record<number, string>>
}
export const blankOf = (questions: readonly Question[]): Draft => ({ picks: questions.map(() => null), words: {} })

/** As a route takes it. */
export const bodyOf = ({ picks, words }: Draft) => ({
  picks: [...picks],
  remarks: Object.entries(words).flatMap(([question, said]) =>
    said.trim() === '' ? [] : [{ question: Number(question), words: said.trim() }],
  ),
})

/** What a question offers, by its numbers. */
export function useChoices(): (question: Question) => readonly string[] {
  const { w, language } = useSpeech()
  return ({ kind, overall, choices }) => {
    if (kind === 'scale') return [1, 2, 3, 4, 5].map((n) => w('evaluation', `${overall ? 'scale' : 'degree'}.${n}`))
    if (kind === 'yes_no') return [1, 2].map((n) => w('evaluation', `yes_no.${n}`))
    return choices.map((each) => each[language])
  }
}

/** Between what a share lies, in words as short as a column. */
export const between = ({ low, high }: { readonly low: number | null; readonly high: number | null }): string | null =>
  low === null || high === null ? null : `${formatTenths(low)}–${formatTenths(high)}%`

interface AnsweringProps {
  readonly questions: readonly Question[]
  readonly value: Draft
  readonly onChange: (next: Draft) => void
}

/** A questionnaire to be filled in for somebody else; whatever is left out counts as no answer. */
export function Answering({ questions, value, onChange }: AnsweringProps) {
  const { t, language } = useSpeech()
  const choicesOf = useChoices()
  const pick = (at: number, picked: number | null) =>
    onChange({ ...value, picks: value.picks.map((old, n) => (n === at ? picked : old)) })
  return (
    <div className="stack">
      {questions.map((question, at) => {
        const said = `${at + 1}. ${question[language]}`
        if (question.kind === 'text')
          return (
            <div key={said}>
              <p>{said}</p>
              <Input.TextArea
                aria-label={said}
                rows={2}
                maxLength={MOST_REMARK}
                value={value.words[at + 1] ?? ''}
                onChange={(event) => onChange({ ...value, words: { ...value.words, [at + 1]: event.target.value } })}
              />
            </div>
          )
        if (question.kind === 'number')
          return (
            <div key={said}>
              <p>{said}</p>
              <InputNumber
                aria-label={said}
                min={0}
                max={MOST_NUMBER}
                precision={0}
                value={value.picks[at] ?? null}
                onChange={(n) => pick(at, n)}
              />
            </div>
          )
        return (
          <div key={said}>
            <p>{said}</p>
            <Radio.Group
              aria-label={said}
              value={value.picks[at] ?? 0}
              onChange={(event) => pick(at, event.target.value === 0 ? null : event.target.value)}
              options={[
                ...choicesOf(question).map((label, n) => ({ value: n + 1, label })),
                { value: 0, label: t('evaluation.blank') },
              ]}
            />
          </div>
        )
      })}
    </div>
  )
}
