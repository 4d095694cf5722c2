import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useText } from '../text/language.tsx'
import { DayInput } from './day-input.tsx'
import type { Listed } from './use-list.ts'

type Filtering = Pick<Listed, 'filters' | 'filter'>

/** Words to look for; asks a moment after the last key, at once on Enter. */
export function WordsFilter({ list, name = 'q', hint }: { list: Filtering; name?: string; hint: string }) {
  const asked = list.filters[name] ?? ''
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  useEffect(() => {
    if (text === asked) return
    const wait = setTimeout(() => list.filter({ [name]: text.trim() }), 350)
    return () => clearTimeout(wait)
  })
  return (
    <Input
      className="filter-words"
      value={text}
      placeholder={hint}
      aria-label={hint}
      allowClear
      maxLength={60}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => list.filter({ [name]: text.trim() })}
    />
  )
}

interface ChoiceFilterProps {
  readonly list: Filtering
  readonly name: string
  readonly label: string
  readonly choices: readonly string[]
  readonly wordOf: (value: string) => string
}

export const ChoiceFilter = ({ list, name, label, choices, wordOf }: ChoiceFilterProps) => (
  <Select
    className="filter-choice"
    value={list.filters[name] ?? null}
    placeholder={label}
    aria-label={label}
    allowClear
    popupMatchSelectWidth={false}
    options={choices.map((value) => ({ value, label: wordOf(value) }))}
    onChange={(value) => list.filter({ [name]: value ?? undefined })}
  />
)

/** First and last day, both counted; either may be left open. */
export function DaysFilter({ list, from, to }: { list: Filtering; from: string; to: string }) {
  const t = useText()
  return (
    <fieldset className="filter-days">
      <legend className="unseen">{t('list.days')}</legend>
      <DayInput value={list.filters[from]} onChange={(day) => list.filter({ [from]: day })} hint={t('list.from')} />
      <span aria-hidden="true">–</span>
      <DayInput value={list.filters[to]} onChange={(day) => list.filter({ [to]: day })} hint={t('list.to')} />
    </fieldset>
  )
}
