import type { GiftRecord } from '@shanju/contract/giving/shapes.ts'
import { Section } from '../../kit/record-page.tsx'
import { When } from '../../kit/show.tsx'
import { useSpeech } from '../../text/language.tsx'
import '../../style/findings.css'

/** What became of the donor's name since the gift was recorded: every way of showing it, every correction. */
export function GiftChanges({ gift }: { gift: GiftRecord }) {
  const { t, w } = useSpeech()
  const { shownChanges, corrections } = gift
  if (shownChanges.length + corrections.length === 0) return null
  return (
    <Section title={t('gift.changes')}>
      <ul className="accepted">
        {shownChanges.map(({ from, to, by, at }) => (
          <li key={at.toISOString()}>
            <p>{t('gift.changed_shown', { from: w('giving', `shown.${from}`), to: w('giving', `shown.${to}`) })}</p>
            <small>
              {w('giving', `shown_by.${by}`)} · <When at={at} />
            </small>
          </li>
        ))}
        {corrections.map(({ name, reason, at }) => (
          <li key={at.toISOString()}>
            <p>{t('gift.was_called', { name: name ?? t('gift.no_name') })}</p>
            <small>
              {reason} · <When at={at} />
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
