import { routes as supervision } from '@shanju/contract/supervision/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { useComplaintColumns } from '../supervision/complaint.parts.tsx'

/** Complaints nobody has answered yet, for the bureaus that must. */
export function OpenComplaints() {
  const t = useText()
  const { may } = useSession()
  const columns = useComplaintColumns().filter(({ key }) => key !== 'state')
  const found = useRead(
    supervision.list,
    may('supervision.read') ? { query: { state: 'open', pageSize: 6 } } : undefined,
  )
  if (!found.data || found.data.items.length === 0) return null
  return (
    <Section
      title={t('work.complaints')}
      more={
        <To href={paths.complaints} search={{ state: 'open' }}>
          {t('list.more')}
        </To>
      }
    >
      <Rows label={t('work.complaints')} rows={found.data.items} keyOf={(row) => row.id} columns={columns} />
    </Section>
  )
}
