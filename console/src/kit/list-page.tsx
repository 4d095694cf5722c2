import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { Button, Pagination } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/language.tsx'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { ExportButton } from './export-button.tsx'
import { type Column, Rows } from './rows.tsx'
import { SavedFilters } from './saved-filters-bar.tsx'
import { Empty, Loaded, Skeleton } from './states.tsx'
import type { List, Listed } from './use-list.ts'

interface Page<T> {
  readonly items: readonly T[]
  readonly total: number
  readonly more: boolean
}

interface ListPageProps<T> {
  readonly title: string
  readonly crumbs?: readonly Crumb[]
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly filters?: ReactNode
  readonly list: List<AnyRoute>
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly faded?: (row: T) => boolean
  /** The route that answers this list as a file. */
  readonly exported?: AnyRoute
  /** What to say when there is nothing at all; with filters in force that is said instead. */
  readonly empty: ReactNode
}

/** The first archetype: many things of one kind, narrowed, paged and opened. */
export function ListPage<T>(props: ListPageProps<T>) {
  const { list } = props
  return (
    <div className="page">
      <Crumbs here={props.title} path={props.crumbs ?? []} />
      <PageHead
        title={props.title}
        lead={props.lead}
        actions={
          <>
            {props.actions}
            {props.exported && !list.result.isError && (
              <ExportButton route={props.exported} query={withoutPages(list.query)} />
            )}
          </>
        }
      />
      <ListBody {...props} />
    </div>
  )
}

/** The list alone, for a part of a record's page. */
export const ListBody = <T,>(props: ListPageProps<T>) => (
  <>
    {props.filters && <Filters list={props.list}>{props.filters}</Filters>}
    <Loaded of={props.list.result} skeleton={<Skeleton rows={10} />}>
      {(data) => <Found {...props} page={data as Page<T>} />}
    </Loaded>
  </>
)

/** What narrows a list: its filters and, below them, those the reader keeps. */
export const Filters = ({ list, children }: { list: Listed; children: ReactNode }) => (
  <search>
    <div className="filters">{children}</div>
    <SavedFilters key={list.name} list={list} />
  </search>
)

export const PageHead = ({ title, lead, actions }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) => (
  <header className="page-head">
    <div>
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
    </div>
    {actions && <div className="actions">{actions}</div>}
  </header>
)

function Found<T>({ page, list, title, columns, keyOf, faded, empty }: ListPageProps<T> & { page: Page<T> }) {
  const t = useText()
  if (page.items.length === 0 && list.page === 1) {
    if (Object.keys(list.filters).length === 0)
      return (
        <>
          {empty}
          <p className="quiet within-reach">{t('list.within_reach')}</p>
        </>
      )
    return (
      <Empty title={t('list.nothing_matches')}>
        <Button onClick={list.clear}>{t('list.clear')}</Button>
      </Empty>
    )
  }
  return (
    <>
      <Rows
        label={title}
        columns={columns}
        rows={page.items}
        keyOf={keyOf}
        stale={list.result.isPlaceholderData}
        {...(faded ? { faded } : {})}
      />
      <footer className="pager">
        <span className="quiet">{t(page.more ? 'list.count_more' : 'list.count', { count: page.total })}</span>
        {page.total > 20 && (
          <Pagination
            size="small"
            current={list.page}
            pageSize={list.pageSize}
            total={page.total}
            onChange={list.setPage}
            showSizeChanger={page.total > 20}
            pageSizeOptions={[20, 50, 100, 200]}
            responsive
            showLessItems
          />
        )}
      </footer>
    </>
  )
}

const withoutPages = ({ page: _page, pageSize: _size, ...filters }: Readonly<Record<string, unknown>>) => filters
