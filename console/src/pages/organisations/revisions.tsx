import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useAsk } from '../../kit/ask.tsx'
import { PersonName, When } from '../../kit/show.tsx'
import { useText } from '../../text/language.tsx'

interface Revision {
  readonly withdrawn: string | null
  readonly fromOn: string
  readonly toOn: string | null
  readonly revision: number
  readonly recordedAt: Date
  readonly recordedBy: string | null
}

interface WithHistory<Row extends Revision> {
  readonly now: Row
  readonly before: readonly Row[]
}

export function Period({ of }: { of: Pick<Revision, 'fromOn' | 'toOn'> }) {
  const t = useText()
  return (
    <span className="figures">
      {of.fromOn} – {of.toOn ?? t('dossier.no_end')}
    </span>
  )
}

/** Who wrote it down when, and how it stood before. */
export function Earlier<Row extends Revision>({ of, tell }: { of: WithHistory<Row>; tell: (row: Row) => ReactNode }) {
  const t = useText()
  return (
    <>
      <small>
        <When at={of.now.recordedAt} /> <PersonName id={of.now.recordedBy} />
      </small>
      {of.before.length > 0 && (
        <details>
          <summary>
            <small>{t('dossier.earlier', { count: of.before.length })}</small>
          </summary>
          <ol className="said">
            {of.before.map((row) => (
              <li key={row.revision}>
                {tell(row)}{' '}
                <small>
                  <When at={row.recordedAt} /> <PersonName id={row.recordedBy} />
                </small>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

/** Why a record does not count, where it was entered by mistake. */
export function Withdrawn({ reason }: { reason: string | null }) {
  const t = useText()
  return reason === null ? null : <Tag color="error">{t('dossier.withdrawn', { reason })}</Tag>
}

interface RevisionActionsProps {
  readonly withdrawn: boolean
  readonly title: string
  readonly change: () => void
  readonly withdraw: (reason: string) => Promise<unknown>
}

/** What may be done to a record: corrected, or taken back with a reason. What was taken back stays so. */
export function RevisionActions({ withdrawn, title, change, withdraw }: RevisionActionsProps) {
  const t = useText()
  const ask = useAsk()
  if (withdrawn) return null
  return (
    <span className="actions">
      <Button size="small" onClick={change}>
        {t('dossier.correct')}
      </Button>
      <Button
        size="small"
        onClick={() =>
          ask({
            title: `${t('dossier.withdraw')}: ${title}`,
            text: t('dossier.withdraw_text'),
            confirm: t('dossier.withdraw'),
            danger: true,
            reason: true,
            act: withdraw,
            done: t('dossier.taken_back'),
          })
        }
      >
        {t('dossier.withdraw')}
      </Button>
    </span>
  )
}
