import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import type { ComplaintListed } from '@shanju/contract/supervision/routes.ts'
import { Tag } from 'antd'
import type { Column } from '../../kit/rows.tsx'
import { Day, PublicId, StatusTag, When } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech, useText } from '../../text/language.tsx'

export function useComplaintColumns(): readonly Column<ComplaintListed>[] {
  const { t, w } = useSpeech()
  return [
    {
      key: 'about',
      title: t('complaint.about'),
      main: true,
      show: (row) => (
        <To href={paths.complaint(row.id)}>
          {w('supervision', `kind.${row.kind}`)} {aboutName(row)}
        </To>
      ),
    },
    { key: 'state', title: t('complaint.state'), show: (row) => <StatusTag module="supervision" value={row.state} /> },
    { key: 'by', title: t('complaint.answer_by'), show: (row) => <AnswerBy complaint={row} /> },
    { key: 'made', title: t('complaint.made'), show: (row) => <When at={row.madeAt} /> },
    { key: 'code', title: t('complaint.code'), desk: true, show: (row) => <PublicId id={row.code} /> },
  ]
}

/** A gift is known by its code, which people read in groups of four. */
export const aboutName = ({ kind, name }: ComplaintListed): string =>
  kind === 'gift' && name.length === 12 ? formatPublicId(name) : name

export function AnswerBy({ complaint }: { complaint: ComplaintListed }) {
  const t = useText()
  return (
    <>
      <Day on={complaint.answerBy} /> {complaint.overdue && <Tag color="error">{t('complaint.overdue')}</Tag>}
    </>
  )
}
