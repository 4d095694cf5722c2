import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/language.tsx'

interface Choice {
  readonly value: string
  readonly label: string
  /** A second line in the list: place, code, host. */
  readonly more?: ReactNode
}

interface SearchPickerProps {
  readonly id?: string
  readonly value?: string | undefined
  readonly onChange?: (value: string | undefined) => void
  readonly hint: string
  /** Names it where no field does. */
  readonly label?: string
  readonly autoFocus?: boolean
  readonly choices: readonly Choice[]
  readonly busy: boolean
  readonly onWords: (words: string) => void
  /** The name of what is chosen, for when it is not among the choices. */
  readonly name?: string | undefined
}

/** One of many things, found by typing part of its name. */
export function SearchPicker(props: SearchPickerProps) {
  const { id, value, onChange, hint, label, autoFocus, choices, busy, onWords, name } = props
  const t = useText()
  // Inside a form field the field's own label names it.
  const named = label ?? (id ? undefined : hint)
  const known = choices.some((choice) => choice.value === value)
  const own = value && !known ? [{ value, label: name ?? '…' }] : []
  return (
    <Select<string, Choice>
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(named ? { 'aria-label': named } : {})}
      onChange={(next) => onChange?.(next ?? undefined)}
      options={[...own, ...choices]}
      optionRender={({ data }) => (
        <div className="choice">
          <span>{data.label}</span>
          {data.more && <small>{data.more}</small>}
        </div>
      )}
      showSearch={{ filterOption: false, onSearch: onWords }}
      defaultActiveFirstOption
      autoFocus={autoFocus ?? false}
      allowClear
      loading={busy}
      placeholder={hint}
      notFoundContent={busy ? t('state.loading') : t('search.nothing')}
    />
  )
}
