import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { When } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import '../../style/findings.css'

/** Why people went on with this thing although a rule warned; nothing where nobody had to. */
export function Accepted({ kind, id }: { kind: 'gift' | 'fund'; id: string }) {
  const t = useText()
  const { may } = useSession()
  const found = useRead(
    regulations.listAcceptances,
    may('regulations.read_duties') ? { query: { subjectKind: kind, subjectId: id } } : undefined,
  )
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('accepted.title')}>
      <ul className="accepted">
        {items.map(({ at, rules, reason }) => (
          <li key={at.toISOString()}>
            <p>{reason}</p>
            <small>
              {rules.map((rule) => (
                <To key={rule} href={paths.rule(rule)}>
                  {rule}
                </To>
              ))}{' '}
              · <When at={at} />
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
