import { useEffect } from 'react'
import { paths } from '../paths.ts'
import { useText } from '../text/language.tsx'
import { To } from './to.tsx'

export interface Crumb {
  readonly href: string
  readonly name: string
}

/** Where this page stands, from "my work" down; also the window's title. */
export function Crumbs({ path, here }: { path: readonly Crumb[]; here: string }) {
  const t = useText()
  useEffect(() => {
    document.title = `${here} · ${t('product.name')}`
  }, [here, t])
  return (
    <nav className="crumbs" aria-label={t('frame.crumbs')}>
      <ol>
        <li>
          <To href={paths.work}>{t('work.title')}</To>
        </li>
        {path.map(({ href, name }) => (
          <li key={href}>
            <To href={href}>{name}</To>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
