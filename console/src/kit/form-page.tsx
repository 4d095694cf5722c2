import type { Action } from '@shanju/contract/access.ts'
import type { ReactNode } from 'react'
import { useSession } from '../session.tsx'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { PageHead } from './list-page.tsx'
import { NoPermission } from './states.tsx'

interface FormPageProps {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  /** What the form does; who may do it nowhere is told so instead of filling it in for nothing. */
  readonly action: Action
  readonly lead?: ReactNode
  readonly children: ReactNode
  readonly aside?: ReactNode
}

/** The frame of a form: what it is for on top, the form itself, and beside it what helps to fill it in. */
export function FormPage({ title, crumbs, action, lead, children, aside }: FormPageProps) {
  const { may } = useSession()
  const allowed = may(action)
  return (
    <div className="page">
      <Crumbs here={title} path={crumbs} />
      <PageHead title={title} lead={lead} />
      {allowed ? (
        <div className={aside ? 'columns' : 'narrow'}>
          <div className="column">
            <div className="card">{children}</div>
          </div>
          {aside && <aside className="column">{aside}</aside>}
        </div>
      ) : (
        <NoPermission />
      )}
    </div>
  )
}
