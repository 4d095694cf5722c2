import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Day } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** Mergers, splits and renamings that this code took part in, latest first, each with the document that says so. */
export function DivisionHistory({ code }: { code: string }) {
  const { t, w } = useSpeech()
  const changes = useRead(divisions.listChanges, { query: { code, pageSize: 50 } })
  return (
    <Section title={t('division.history')}>
      <Loaded of={changes}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('division.no_history')}</p>
          ) : (
            <ol className="changes">
              {items.map((change) => (
                <li key={change.id}>
                  <strong>{w('divisions', `change.${change.kind}`)}</strong> <Day on={change.effectiveOn} />
                  <div>
                    {change.nameBefore ?? <Codes of={change.oldCodes} />} →{' '}
                    {change.nameAfter ?? <Codes of={change.newCodes} />}
                  </div>
                  <small>
                    {t('division.change_source')}：{change.source}
                  </small>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  )
}

const Codes = ({ of }: { of: readonly string[] }) =>
  of.map((code, at) => (
    <span key={code}>
      {at > 0 && '、'}
      <To href={paths.division(code)}>{code}</To>
    </span>
  ))
