import { Tag } from 'antd'
import { now } from '../../kit/clock.ts'
import { Crumbs } from '../../kit/crumbs.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { BooksToOpen } from './books-to-open.tsx'
import { Demonstration } from './demonstration.tsx'
import { DutiesDue } from './duties-due.tsx'
import { LatestGifts } from './latest-gifts.tsx'
import { MyFunds } from './my-funds.tsx'
import { MyGroups } from './my-groups.tsx'
import { OpenComplaints } from './open-complaints.tsx'
import { PlaceFigures } from './place-figures.tsx'
import { QuickActions } from './quick-actions.tsx'
import { RunningImports } from './running-imports.tsx'
import './work.css'

/** The first page: what this reader's roles have them do, nearest things first. Each part shows itself or nothing. */
export function MyWork() {
  const { t, w } = useSpeech()
  const { me } = useSession()
  const places = me.assignments.flatMap(({ reach }) => (reach.kind === 'division' ? [reach.code] : []))
  return (
    <div className="page work">
      <Crumbs here={t('work.title')} path={[]} />
      <PageHead
        title={t(greeting(), { name: me.shownName })}
        lead={me.assignments.map((each) => (
          <Tag key={each.id}>
            {w('identity', `role.${each.role}`)} · {each.reachName}
          </Tag>
        ))}
      />
      {me.assignments.length === 0 ? (
        <Empty title={t('work.no_roles')} />
      ) : (
        <div className="column">
          {!me.secondFactor && (
            <p className="hint">
              {t('work.second_factor')} <To href={paths.me}>{t('work.second_factor_do')}</To>
            </p>
          )}
          <Demonstration />
          <QuickActions />
          <MyGroups />
          <DutiesDue />
          <OpenComplaints />
          <RunningImports />
          <BooksToOpen />
          {[...new Set(places)].map((code) => (
            <PlaceFigures key={code} code={code} />
          ))}
          <MyFunds />
          <LatestGifts />
        </div>
      )}
    </div>
  )
}

/** By the clock of Shanghai, where the reader's day is. */
function greeting(): 'work.hello_morning' | 'work.hello_afternoon' | 'work.hello_evening' {
  const hour = (now().getUTCHours() + 8) % 24
  if (hour < 12 && hour >= 5) return 'work.hello_morning'
  return hour >= 12 && hour < 18 ? 'work.hello_afternoon' : 'work.hello_evening'
}
