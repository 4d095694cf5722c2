import type { Gift } from '@shanju/contract/giving/shapes.ts'
import { Section } from '../../kit/record-page.tsx'
import { Money, PublicId } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What was just recorded, newest first: to read the code from, and to find a slip at once. */
export function LastGifts({ gifts }: { gifts: readonly Gift[] }) {
  const { t, w } = useSpeech()
  const sum = gifts.reduce((total, gift) => total + gift.amountFen, 0n)
  return (
    <Section title={t('counter.last')}>
      {gifts.length === 0 ? (
        <p className="quiet">{t('counter.none')}</p>
      ) : (
        <>
          <p className="quiet">
            {t('counter.total', { count: gifts.length })} <Money fen={sum} sign />
          </p>
          <ol className="last-gifts" aria-live="polite">
            {gifts.slice(0, 5).map((gift) => (
              <li key={gift.id}>
                <To href={paths.gift(gift.id)}>{gift.donorName || t('gift.no_name')}</To>
                <strong>
                  <Money fen={gift.amountFen} />
                </strong>
                <small>
                  <PublicId id={gift.publicId} /> · {w('giving', `channel.${gift.channel}`)} ·{' '}
                  <a href={`/console${paths.giftSlip(gift.id)}`} target="_blank" rel="noreferrer">
                    {t('slip.title')}
                  </a>
                </small>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  )
}
