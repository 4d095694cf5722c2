import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { TRIAL_SHOWS } from '@shanju/contract/kit/trial.ts'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/language.tsx'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { ExportButton } from './export-button.tsx'
import { ChoiceFilter, DaysFilter, WordsFilter } from './filters.tsx'
import { ListBody, PageHead } from './list-page.tsx'
import type { Column } from './rows.tsx'
import { Empty } from './states.tsx'
import type { List } from './use-list.ts'
import './trial.css'

interface Figures {
  readonly from: string
  readonly to: string
  readonly found: number
  readonly tried: number
  readonly different: number
  readonly untried: readonly { readonly why: string; readonly count: number }[]
}

interface TrialPageProps<T> {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  /** The draft that is tried. */
  readonly draft: ReactNode
  /** What is never tried, said plainly. */
  readonly never: readonly string[]
  readonly list: List<AnyRoute>
  /** Names of filters that narrow the list; all else in the address is the draft. */
  readonly narrowing: readonly string[]
  readonly filters?: ReactNode
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly exported: AnyRoute
  readonly exportParams?: Readonly<Record<string, unknown>>
  readonly wordOf: (key: string) => string
}

const COMMON = ['q', 'from', 'to', 'show']

/** What a draft does to decisions of a year: how many differ, which, and what was not tried. */
export function TrialPage<T>(props: TrialPageProps<T>) {
  const { title, crumbs, draft, never, list, filters, columns, keyOf, exported, wordOf } = props
  const t = useText()
  const narrowing = [...COMMON, ...props.narrowing]
  const narrowed: List<AnyRoute> = {
    ...list,
    filters: Object.fromEntries(Object.entries(list.filters).filter(([name]) => narrowing.includes(name))),
    clear: () => list.filter(Object.fromEntries(narrowing.map((name) => [name, undefined]))),
  }
  return (
    <div className="page">
      <Crumbs here={title} path={crumbs} />
      <PageHead
        title={title}
        lead={t('trial.lead')}
        actions={
          <ExportButton
            route={exported}
            query={withoutPages(list.query)}
            {...(props.exportParams ? { params: props.exportParams } : {})}
          />
        }
      />
      <div className="trial-draft">{draft}</div>
      <Told figures={list.result.data as Figures | undefined} never={never} wordOf={wordOf} />
      <ListBody<T>
        title={title}
        filters={
          <>
            <WordsFilter list={narrowed} hint={t('trial.words')} />
            {filters}
            <DaysFilter list={narrowed} from="from" to="to" />
            <ChoiceFilter
              list={narrowed}
              name="show"
              label={t('trial.show')}
              choices={TRIAL_SHOWS}
              wordOf={(show) => t(`trial.show_${show as (typeof TRIAL_SHOWS)[number]}`)}
            />
          </>
        }
        list={narrowed}
        columns={columns}
        keyOf={keyOf}
        empty={<Empty title={t('trial.none')} />}
      />
    </div>
  )
}

const withoutPages = ({ page: _page, pageSize: _size, ...query }: Readonly<Record<string, unknown>>) => query

/** Not an alarm: that a stricter rule changes much may be its purpose. */
function Told({
  figures,
  never,
  wordOf,
}: { figures: Figures | undefined } & Pick<TrialPageProps<never>, 'never' | 'wordOf'>) {
  const t = useText()
  if (!figures) return null
  const { from, to, tried, different, untried } = figures
  const left = untried.map(({ why, count }) => t('trial.untried', { count, why: wordOf(`untried.${why}`) }))
  return (
    <Alert
      className="trial-told"
      type={different > 0 ? 'warning' : 'info'}
      showIcon
      title={t(tried === 0 ? 'trial.nothing' : 'trial.told', { different, tried, from, to })}
      description={[...left, ...never].map((sentence) => <p key={sentence}>{sentence}</p>)}
    />
  )
}
