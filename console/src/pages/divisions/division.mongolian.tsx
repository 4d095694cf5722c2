import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { useSpeech } from '../../text/language.tsx'
import './division.css'

/** The name in Mongolian script, written downwards, with its source and whether a reader of Mongolian has passed it. */
export function MongolianName({ division }: { division: Division }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const review = useWrite(divisions.reviewMongolianName)
  const name = division.mongolianName
  if (!name)
    return (
      <Section title={t('division.mongolian')}>
        <p className="quiet">{t('division.mongolian_none')}</p>
      </Section>
    )
  const subject = { divisions: division.path.map((step) => step.code) }
  const judge = (state: 'reviewed' | 'rejected', confirm: string) =>
    ask({
      title: confirm,
      text: t('division.mongolian_ask'),
      confirm,
      danger: state === 'rejected',
      act: () => review.mutateAsync({ input: { params: { id: name.id }, body: { state } } }),
    })
  return (
    <Section title={t('division.mongolian')} more={<StatusTag module="divisions" group="review" value={name.state} />}>
      <div className="mongolian">
        <span className="mongolian-script" lang="mn-Mong">
          {name.script}
        </span>
        <div className="stack">
          <p>
            {name.transliteration}
            <br />
            <small>
              {w('divisions', `confidence.${name.confidence}`)} · {t('division.mongolian_source')}：{name.source}
            </small>
          </p>
          {name.state === 'unreviewed' && (
            <div className="actions">
              <ActionButton
                action="divisions.change"
                subject={subject}
                onClick={() => judge('reviewed', t('division.mongolian_accept'))}
              >
                {t('division.mongolian_accept')}
              </ActionButton>
              <ActionButton
                action="divisions.change"
                subject={subject}
                onClick={() => judge('rejected', t('division.mongolian_reject'))}
              >
                {t('division.mongolian_reject')}
              </ActionButton>
            </div>
          )}
        </div>
      </div>
    </Section>
  )
}
