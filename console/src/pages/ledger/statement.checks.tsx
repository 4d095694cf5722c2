import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import type { Checks as Found } from '@shanju/contract/ledger/statement-shapes.ts'
import { Tag } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Money } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'

/** The cross-checks of the books at the end of the month: green, or the difference and where to look. */
export function Checks({ hostId, month }: { hostId: string; month: string }) {
  const { t } = useSpeech()
  const checks = useRead(ledger.getChecks, { query: { hostId, month } }, { keep: true })
  return (
    <Section title={t('statement.checks', { month })}>
      <Loaded of={checks}>
        {(found) => (
          <ul className="checks">
            {found.checks.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  )
}

function Check({ check }: { check: Found['checks'][number] }) {
  const { t, w } = useSpeech()
  return (
    <li>
      <Tag color={check.holds ? 'success' : 'error'}>{check.id}</Tag>
      <span>
        {w('ledger', `check.${check.id}`)}
        {!check.holds && (
          <small>
            {check.where.join('；')}{' '}
            {check.figures.map(({ name, fen }) => (
              <span key={name} className="check-figure">
                {name} <Money fen={fen} />
              </span>
            ))}
          </small>
        )}
      </span>
      <span className={check.holds ? 'check-holds' : 'check-fails'}>
        {t(check.holds ? 'statement.holds' : 'statement.fails')}
      </span>
    </li>
  )
}
