import type { Duty } from '@shanju/contract/regulations/shapes.ts'
import { Tag } from 'antd'
import { Day } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

/** The day a duty is due and, while it stands open, how near that is; late ones are marked in words and colour. */
export function Due({ duty }: { duty: Duty }) {
  const t = useText()
  const { daysLeft: days } = duty
  return (
    <>
      <Day on={duty.dueOn} />{' '}
      {duty.state !== 'open' ? null : days < 0 ? (
        <Tag color="error">{t('duty.overdue', { days: -days })}</Tag>
      ) : days === 0 ? (
        <Tag color="warning">{t('duty.due_today')}</Tag>
      ) : (
        <Tag color={days <= 7 ? 'warning' : 'default'}>{t('duty.due_in', { days })}</Tag>
      )}
    </>
  )
}

const PAGES: Readonly<
  Record<string, { one: 'fund.one' | 'gift.one' | 'organisation.one'; path: (id: string) => string }>
> = {
  fund: { one: 'fund.one', path: paths.fund },
  gift: { one: 'gift.one', path: paths.gift },
  organisation: { one: 'organisation.one', path: paths.organisation },
}

/** What a duty is about, with a way there where it has a page. */
export function About({ duty }: { duty: Duty }) {
  const t = useText()
  const page = PAGES[duty.subjectKind]
  const name = duty.subjectName || duty.subjectId
  if (!page) return name
  return (
    <>
      {t(page.one)} <To href={page.path(duty.subjectId)}>{name}</To>
    </>
  )
}
