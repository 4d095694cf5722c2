import type { PartyGap, PartyState } from '@shanju/contract/organisations/vocab.ts'
import { Tag } from 'antd'
import { useSpeech } from '../../text/language.tsx'

const TONES = { organisation: 'success', fallback: 'processing', none: 'error' } as const

export function PartyStateTag({ state }: { state: PartyState }) {
  const { w } = useSpeech()
  return <Tag color={TONES[state]}>{w('organisations', `party.${state}`)}</Tag>
}

/** What a file lacks, in whole sentences; a word of praise where it lacks nothing. */
export function PartyGaps({ gaps }: { gaps: readonly PartyGap[] }) {
  const { t, w } = useSpeech()
  if (gaps.length === 0) return <span className="quiet">{t('party.nothing_missing')}</span>
  return (
    <ul className="gaps">
      {gaps.map((gap) => (
        <li key={gap}>{w('organisations', `gap.${gap}`)}</li>
      ))}
    </ul>
  )
}
