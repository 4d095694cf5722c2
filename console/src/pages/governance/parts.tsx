import type { Subject } from '@shanju/contract/access.ts'
import type { Seat } from '@shanju/contract/governance/shapes.ts'
import { draftFigures } from '@shanju/contract/governance/trial.ts'
import { startOfDay } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { Select, Tag } from 'antd'
import { above } from '../../kit/places.ts'
import { useSpeech } from '../../text/language.tsx'

/** Whose business a group is, for `can`. */
export const subjectOf = ({ placeCode, hostId }: { placeCode: string; hostId: string }): Subject => ({
  divisions: above(placeCode),
  organisationIds: [hostId],
})

interface WordSelectProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | undefined) => void
  readonly values: readonly string[]
  /** Of the words of governance: `seat`, `motion` … */
  readonly group: string
  readonly module?: string
  readonly label?: string
}

/** One value of a vocabulary. */
export function WordSelect({ id, value, onChange, values, group, module = 'governance', label }: WordSelectProps) {
  const { w } = useSpeech()
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      value={value ?? null}
      allowClear
      options={values.map((each) => ({ value: each, label: w(module, `${group}.${each}`) }))}
      onChange={(next) => onChange?.(next ?? undefined)}
    />
  )
}

/** A member as staff see them, with what makes them more than a name. */
export function MemberName({ seat }: { seat: Seat | undefined }) {
  const { t, w } = useSpeech()
  if (!seat) return null
  return (
    <>
      {seat.fullName ?? t('seat.forgotten')} <span className="quiet">{w('governance', `seat.${seat.kind}`)}</span>
      {seat.acting && <Tag>{t('seat.acting')}</Tag>}
    </>
  )
}

/** Seats to choose from, by name. */
export const seatChoices = (seats: readonly Seat[], w: (module: string, key: string) => string) =>
  seats.map((seat) => ({ value: seat.id, label: `${seat.fullName ?? '—'} ${w('governance', `seat.${seat.kind}`)}` }))

/** A day and a time of day in Shanghai as an instant; undefined while either is no such thing. */
export function instantOf(day: string | undefined, time: string | undefined): Date | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec((time ?? '').trim()) ?? []
  if (!day || hours === undefined || minutes === undefined) return undefined
  const at = startOfDay(day).getTime() + (Number(hours) * 60 + Number(minutes)) * 60_000
  return Number.isNaN(at) ? undefined : new Date(at)
}

/** Figures of rules as the address of their trial on decisions of one group. */
export const draftSearch = (groupId: string, rules: Readonly<Record<string, unknown>>): Record<string, string> => ({
  groupId: showId('group', groupId),
  ...Object.fromEntries(
    Object.keys(draftFigures)
      .filter((name) => ['number', 'bigint'].includes(typeof rules[name]))
      .map((name) => [name, String(rules[name])]),
  ),
})
