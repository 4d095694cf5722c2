import { CaretRightOutlined } from '@ant-design/icons'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Child } from '@shanju/contract/divisions/shapes.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { paths } from '../paths.ts'
import { useSpeech } from '../text/language.tsx'
import { useRead } from './queries.ts'
import { ErrorState, Loaded, Skeleton } from './states.tsx'
import { To } from './to.tsx'
import '../style/tree.css'

type Place = Pick<Child, 'code' | 'name' | 'kind' | 'level' | 'childCount'>
type ShowName = (place: Place) => ReactNode

const asLink: ShowName = ({ code, name }) => <To href={paths.division(code)}>{name}</To>

/** City, banners, towns, communities; each branch is read when it is first opened. */
export function DivisionTree({ showName = asLink }: { showName?: ShowName }) {
  const cities = useRead(divisions.searchDivisions, { query: { level: 'city' } })
  return (
    <Loaded of={cities}>
      {(page) => (
        <ul className="tree">
          {page.items.map((city) => (
            <Branch key={city.code} place={{ ...city, childCount: 1 }} showName={showName} opened />
          ))}
        </ul>
      )}
    </Loaded>
  )
}

function Branch({ place, showName, opened = false }: { place: Place; showName: ShowName; opened?: boolean }) {
  const { t, w } = useSpeech()
  const [open, setOpen] = useState(opened)
  const { code, name, kind, childCount } = place
  return (
    <li>
      <div className="tree-row">
        {childCount > 0 ? (
          <Button
            type="text"
            size="small"
            aria-expanded={open}
            aria-label={`${name} ${t('division.children')}`}
            icon={<CaretRightOutlined rotate={open ? 90 : 0} />}
            onClick={() => setOpen(!open)}
          />
        ) : (
          <span className="tree-leaf" />
        )}
        {showName(place)}
        <small>
          {w('divisions', `kind.${kind}`)} <span className="figures">{code}</span>
        </small>
      </div>
      {open && childCount > 0 && <Below code={code} showName={showName} />}
    </li>
  )
}

function Below({ code, showName }: { code: string; showName: ShowName }) {
  const children = useRead(divisions.listChildren, { params: { code } })
  if (children.error) return <ErrorState error={children.error} retry={() => children.refetch()} />
  if (!children.data) return <Skeleton rows={2} />
  return (
    <ul>
      {children.data.items.map((child) => (
        <Branch key={child.code} place={child} showName={showName} />
      ))}
    </ul>
  )
}
