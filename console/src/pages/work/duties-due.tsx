import { addDays } from '@shanju/contract/kit/dates.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { today } from '../../kit/day-input.tsx'
import { useRead } from '../../kit/queries.ts'
import { Figures, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { useDutyColumns } from '../regulations/duty.columns.tsx'

/** What the rules want done soon, the most urgent first: of the reader's own roles, or of all they oversee. */
export function DutiesDue() {
  const t = useText()
  const { may, me } = useSession()
  const reads = may('regulations.read_duties')
  const columns = useDutyColumns().filter(({ key }) => key !== 'state' && key !== 'organisation')
  // Who oversees looks at everybody's; who owes looks at their own.
  const mine = me.assignments.every(({ role }) => !OVERSEERS.has(role)) ? { mine: true } : {}
  const counts = useRead(regulations.countDuties, reads ? { query: mine } : undefined)
  const due = useRead(
    regulations.listDuties,
    reads ? { query: { ...mine, state: 'open', dueBy: addDays(today(), 14), pageSize: 6 } } : undefined,
  )
  if (!counts.data || counts.data.open === 0) return null
  const { open, overdue, soon } = counts.data
  return (
    <Section
      title={t('work.duties')}
      more={
        <To href={paths.duties} search={{ state: 'open', ...(mine.mine ? { mine: 'true' } : {}) }}>
          {t('list.more')}
        </To>
      }
    >
      <Figures
        of={[
          { label: t('work.duties_overdue'), value: overdue > 0 ? <span className="late-count">{overdue}</span> : 0 },
          { label: t('work.duties_soon'), value: soon },
          { label: t('work.duties_open'), value: open },
        ]}
      />
      {due.data && due.data.items.length > 0 && (
        <div className="rows-below">
          <Rows label={t('work.duties')} rows={due.data.items} keyOf={(row) => row.id} columns={columns} />
        </div>
      )}
    </Section>
  )
}

const OVERSEERS: ReadonlySet<string> = new Set(['administrator', 'city_bureau', 'banner_bureau', 'auditor'])
