import { formatYuan, parseYuan } from '@shanju/contract/kit/money.ts'
import { Input, type InputRef } from 'antd'
import { type Ref, useState } from 'react'

interface MoneyInputProps {
  readonly id?: string
  readonly ref?: Ref<InputRef>
  /** Fen; text that is no sum is handed on as it is, for the form to find fault with. */
  readonly value?: bigint | string | undefined
  readonly onChange?: (value: bigint | string | undefined) => void
  /** A form judges the field when it is left. */
  readonly onBlur?: () => void
  readonly label?: string
}

/** Yuan as people type them ("12", "1,234.5", "￥12.00"), fen outside. Shows 1,234.50 once the field is left. */
export function MoneyInput({ id, ref, value, onChange, onBlur, label }: MoneyInputProps) {
  const [typing, setTyping] = useState<string>()
  const shown = typing ?? (typeof value === 'bigint' ? formatYuan(value) : (value ?? ''))
  const take = (text: string) => {
    setTyping(text)
    onChange?.(text.trim() === '' ? undefined : (parseYuan(text) ?? text))
  }
  return (
    <Input
      {...(id ? { id } : {})}
      {...(ref ? { ref } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className="money-input"
      prefix="¥"
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
      value={shown}
      onChange={(event) => take(event.target.value)}
      onBlur={() => {
        setTyping(undefined)
        onBlur?.()
      }}
    />
  )
}
