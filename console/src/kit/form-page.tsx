import type { ReactNode } from 'react'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { PageHead } from './list-page.tsx'

interface FormPageProps {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  readonly lead?: ReactNode
  readonly children: ReactNode
  readonly aside?: ReactNode
}

/** The frame of a form: what it is for on top, the form itself, and beside it what helps to fill it in. */
export const FormPage = ({ title, crumbs, lead, children, aside }: FormPageProps) => (
  <div className="page">
    <Crumbs here={title} path={crumbs} />
    <PageHead title={title} lead={lead} />
    <div className={aside ? 'columns' : 'narrow'}>
      <div className="column">
        <div className="card">{children}</div>
      </div>
      {aside && <aside className="column">{aside}</aside>}
    </div>
  </div>
)
