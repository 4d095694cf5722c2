import type { Language } from '@shanju/contract/kit/language.ts'
import type { CatalogueRow } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { Select, Tag } from 'antd'
import type { Ref } from 'react'
import { Properties } from '../../kit/record-page.tsx'
import { useSpeech } from '../../text/language.tsx'
import { useOptionWord } from './voucher.fields.tsx'

export interface Event {
  readonly row: CatalogueRow
  readonly step: CatalogueRow['steps'][number]
}

export const eventsOf = (rows: readonly CatalogueRow[]): Event[] =>
  rows.flatMap((row) => row.steps.map((step) => ({ row, step })))

export function useEventName(): (event: Event) => string {
  const { language } = useSpeech()
  return ({ row, step }) =>
    row.steps.length > 1
      ? `${row.id} ${row.title[language]} — ${step.title[language]}`
      : `${row.id} ${row.title[language]}`
}

interface EventPickerProps {
  readonly ref?: Ref<HTMLElement>
  readonly events: readonly Event[]
  readonly value?: string | undefined
  readonly onChange: (recipe: string) => void
}

/** Every event of the catalogue, found by word, pinyin, initials or number; arrows and Enter choose. */
export function EventPicker({ events, value, onChange }: EventPickerProps) {
  const { t, language } = useSpeech()
  const nameOf = useEventName()
  const found = new Map(events.map((event) => [event.step.recipe, searchable(event)]))
  const paysFor = new Map(events.map(({ row, step }) => [step.recipe, row.costs]))
  /** What somebody pays for comes before titles that only hold the word. */
  const rank = (typed: string, recipe: unknown): number =>
    paysFor.get(String(recipe))?.some((cost) => cost.split(' ').some((form) => form.startsWith(typed))) ? 0 : 1
  return (
    <Select<string>
      autoFocus={value === undefined}
      {...(value ? { value } : {})}
      aria-label={t('voucher.event')}
      placeholder={t('voucher.event_hint')}
      showSearch={{
        filterOption: (typed, option) => {
          const text = found.get(String(option?.value ?? '')) ?? ''
          return typed
            .toLowerCase()
            .split(/\s+/)
            .every((word) => text.includes(word))
        },
        filterSort: (one, other, { searchValue }) => {
          const typed = searchValue.trim().toLowerCase()
          return typed === '' ? 0 : rank(typed, one.value) - rank(typed, other.value)
        },
      }}
      options={events.map((event) => ({ value: event.step.recipe, label: nameOf(event) }))}
      optionRender={({ value: recipe, label }) => {
        const event = events.find(({ step }) => step.recipe === recipe)
        return (
          <div className="choice">
            <span>{label}</span>
            <small>{event?.row.when[language]}</small>
          </div>
        )
      }}
      onChange={onChange}
    />
  )
}

const searchable = ({ row, step }: Event): string =>
  [row.id, row.spelt, ...row.costs, ...[row.title, row.when, step.title].flatMap(({ zh, en }) => [zh, en])]
    .join(' ')
    .toLowerCase()

/** What the catalogue says of an event: when it applies, its article, and which policies it follows. */
export function AboutEvent({ row }: Event) {
  const { t, w, language } = useSpeech()
  const wordOf = useOptionWord()
  return (
    <Properties
      of={[
        { label: t('voucher.when'), value: row.when[language], wide: true },
        { label: t('voucher.source'), value: row.source.map((source) => articleOf(source, language)).join('；') },
        { label: t('voucher.mark'), value: <Tag>{w('ledger', `mark.${row.mark}`)}</Tag> },
        ...(row.remark && language === 'en' ? [{ label: t('voucher.remark'), value: row.remark, wide: true }] : []),
        ...row.policies.map(({ title, value }) => ({ label: title[language], value: wordOf(value), wide: true })),
      ]}
    />
  )
}

const LAWS: Readonly<Record<string, string>> = { N24: '财会〔2024〕25号', M12: '民发〔2026〕12号', CL: '慈善法' }

/** `N24 67` is an article, `N24 n-4101` the note of an account: as people cite them. */
function articleOf(source: string, language: Language): string {
  const [law = '', where = ''] = source.split(' ')
  const name = LAWS[law]
  if (!name) return source
  if (where.startsWith('n-'))
    return language === 'zh' ? `${name} ${where.slice(2)} 科目说明` : `${name} note of ${where.slice(2)}`
  return language === 'zh' ? `${name}第 ${where} 条` : `${name} art. ${where}`
}
