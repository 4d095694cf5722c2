import { isPlainDate, parseDay } from '@shanju/contract/kit/dates.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

export { today } from './clock.ts'

interface DayInputProps {
  readonly id?: string
  readonly value?: string | undefined
  /** A day, nothing, or text that is no day. */
  readonly onChange?: (day: string | undefined) => void
  readonly onBlur?: () => void
  readonly hint?: string
  /** Days after this one cannot be chosen; most records are of what has happened. */
  readonly last?: string
  /** Days before this one cannot be chosen: for what begins from now on. */
  readonly first?: string
}

/**
 * A calendar day as plain text "2026-11-23" outside, as a calendar inside. What was typed and is no day stays to be read
 * and is handed on as it is, for the form to say so: it never turns back into the day before. No time zone has a say in it.
 */
export function DayInput({ id, value, onChange, onBlur, hint, first, last }: DayInputProps) {
  const unread = value !== undefined && !isPlainDate(value)
  return (
    <DatePicker
      {...(id ? { id } : {})}
      value={value && !unread ? dayjs(value) : null}
      // Shown in the first form, read in any of them.
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/MM/DD', 'YYYY/M/D', 'YYYY-M-D']}
      placeholder={unread ? value : (hint ?? '2026-11-23')}
      aria-label={hint}
      {...(unread ? { status: 'error' as const } : {})}
      onBlur={(event) => {
        const typed = (event.target as HTMLInputElement).value.trim()
        if (typed !== '' && typed !== value) onChange?.(parseDay(typed) ?? typed)
        onBlur?.()
      }}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      {...(first ? { minDate: dayjs(first) } : {})}
      {...(last ? { maxDate: dayjs(last) } : {})}
    />
  )
}
