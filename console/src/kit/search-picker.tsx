import type { RefSelectProps } from 'antd'
import { Select } from 'antd'
import { type ReactNode, type Ref, useState } from 'react'
import { useText } from '../text/language.tsx'
import { useSettled } from './use-settled.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  /** A second line in the list: place, code, host. */
  readonly more?: ReactNode
}

interface SearchPickerProps {
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
  readonly value?: string | undefined
  readonly onChange?: (value: string | undefined) => void
  readonly hint: string
  readonly autoFocus?: boolean
  /** Finds choices for words; a hook, so that answers are kept and shared. */
  readonly useChoices: (words: string) => { choices: readonly Choice[]; busy: boolean }
  /** The name of what is chosen when it is not among the choices. */
  readonly useName: (value: string | undefined) => string | undefined
}

/** One of many things, found by typing part of its name. */
export function SearchPicker({ id, ref, value, onChange, hint, autoFocus, useChoices, useName }: SearchPickerProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const { choices, busy } = useChoices(useSettled(typed, 200))
  const name = useName(value)
  const known = choices.some((choice) => choice.value === value)
  const own = value && !known ? [{ value, label: name ?? '…' }] : []
  return (
    <Select<string, Choice>
      {...(id ? { id } : {})}
      {...(ref ? { ref } : {})}
      {...(value ? { value } : {})}
      aria-label={hint}
      onChange={(next) => onChange?.(next ?? undefined)}
      options={[...own, ...choices]}
      optionRender={({ data }) => (
        <div className="choice">
          <span>{data.label}</span>
          {data.more && <small>{data.more}</small>}
        </div>
      )}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      defaultActiveFirstOption
      autoFocus={autoFocus ?? false}
      allowClear
      loading={busy}
      placeholder={hint}
      notFoundContent={busy ? t('state.loading') : t('search.nothing')}
    />
  )
}
