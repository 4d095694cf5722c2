import type { Duty } from '@shanju/contract/regulations/shapes.ts'
import type { Column } from '../../kit/rows.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { Due } from './duty.due.tsx'

/** Columns of duties wherever they stand. */
export function useDutyColumns(): readonly Column<Duty>[] {
  const { t, w, language } = useSpeech()
  return [
    {
      key: 'what',
      title: t('duty.what'),
      main: true,
      show: (row) => <To href={paths.duty(row.id)}>{row.title[language]}</To>,
    },
    { key: 'rule', title: t('rule.one'), show: (row) => <span className="figures">{row.regulation.id}</span> },
    { key: 'due', title: t('duty.due'), show: (row) => <Due duty={row} /> },
    { key: 'owner', title: t('duty.owner'), show: (row) => w('identity', `role.${row.ownerRole}`) },
    { key: 'organisation', title: t('duty.organisation'), desk: true, show: (row) => row.organisation?.name },
    { key: 'state', title: t('duty.state'), show: (row) => <StatusTag module="regulations" value={row.state} /> },
  ]
}
