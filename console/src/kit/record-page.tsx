import type { ReactNode } from 'react'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { PageHead } from './list-page.tsx'
import { Nothing } from './show.tsx'

interface RecordPageProps {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  /** State tag and, in few words, what it means here. */
  readonly status?: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** The narrow column: timeline, codes, what is rarely looked at. */
  readonly aside?: ReactNode
}

/** The second archetype: one thing, its state, what may be done to it, what belongs to it and what happened to it. */
export const RecordPage = ({ title, crumbs, status, lead, actions, children, aside }: RecordPageProps) => (
  <div className="page">
    <Crumbs here={title} path={crumbs} />
    <PageHead
      title={
        <>
          {title} {status}
        </>
      }
      lead={lead}
      actions={actions}
    />
    <div className={aside ? 'columns' : undefined}>
      <div className="column">{children}</div>
      {aside && <aside className="column">{aside}</aside>}
    </div>
  </div>
)

export const Section = ({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) => (
  <section className="card">
    <header className="card-head">
      <h2>{title}</h2>
      {more}
    </header>
    {children}
  </section>
)

export interface Property {
  readonly label: string
  readonly value: ReactNode
  /** Long text: takes the whole width. */
  readonly wide?: boolean
}

export const Properties = ({ of }: { of: readonly Property[] }) => (
  <dl className="properties">
    {of.map(({ label, value, wide }) => (
      <div key={label} className={wide ? 'wide' : undefined}>
        <dt>{label}</dt>
        <dd>{value === null || value === undefined || value === '' ? <Nothing /> : value}</dd>
      </div>
    ))}
  </dl>
)

/** A few sums or counts that say how a thing stands. */
export const Figures = ({ of }: { of: readonly { label: string; value: ReactNode; note?: ReactNode }[] }) => (
  <dl className="figures-row">
    {of.map(({ label, value, note }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          {value}
          {note && <small>{note}</small>}
        </dd>
      </div>
    ))}
  </dl>
)
