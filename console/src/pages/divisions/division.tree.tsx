import { CaretRightOutlined } from '@ant-design/icons'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { useState } from 'react'
import { useRead } from '../../kit/queries.ts'
import { ErrorState, Loaded, Skeleton } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './division.css'

/** City, banners, towns, communities; each branch is read when it is first opened. */
export function DivisionTree() {
  const cities = useRead(divisions.searchDivisions, { query: { level: 'city' } })
  return (
    <Loaded of={cities}>
      {(page) => (
        <ul className="tree">
          {page.items.map((city) => (
            <Branch key={city.code} code={city.code} name={city.name} kind={city.kind} childCount={1} opened />
          ))}
        </ul>
      )}
    </Loaded>
  )
}

interface BranchProps {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly childCount: number
  readonly opened?: boolean
}

function Branch({ code, name, kind, childCount, opened = false }: BranchProps) {
  const { t, w } = useSpeech()
  const [open, setOpen] = useState(opened)
  return (
    <li>
      <div className="tree-row">
        {childCount > 0 ? (
          <button
            type="button"
            aria-expanded={open}
            aria-label={`${name} ${t('division.children')}`}
            onClick={() => setOpen(!open)}
          >
            <CaretRightOutlined rotate={open ? 90 : 0} />
          </button>
        ) : (
          <span className="tree-leaf" />
        )}
        <To href={paths.division(code)}>{name}</To>
        <small>
          {w('divisions', `kind.${kind}`)} <span className="figures">{code}</span>
        </small>
      </div>
      {open && childCount > 0 && <Children code={code} />}
    </li>
  )
}

function Children({ code }: { code: string }) {
  const children = useRead(divisions.listChildren, { params: { code } })
  if (children.error) return <ErrorState error={children.error} retry={() => children.refetch()} />
  if (!children.data) return <Skeleton rows={2} />
  return (
    <ul>
      {children.data.items.map((child) => (
        <Branch key={child.code} {...child} />
      ))}
    </ul>
  )
}
