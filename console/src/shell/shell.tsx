import { MenuOutlined } from '@ant-design/icons'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { AskProvider } from '../kit/ask.tsx'
import { To } from '../kit/to.tsx'
import { paths } from '../paths.ts'
import { readingMe, SessionProvider } from '../session.tsx'
import { useText } from '../text/language.tsx'
import '../style/shell.css'
import '../style/rows.css'
import { DemonstrationMark } from './demonstration-mark.tsx'
import { KeysHelp } from './keys-help.tsx'
import { Nav } from './nav.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SearchEverywhere } from './search-everywhere.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const { data: me } = useSuspenseQuery(readingMe)
  return (
    <SessionProvider me={me}>
      <AskProvider>
        <Frame />
      </AskProvider>
    </SessionProvider>
  )
}

function Frame() {
  const t = useText()
  const [searching, setSearching] = useState(false)
  const [helping, setHelping] = useState(false)
  const [menu, setMenu] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useRef<HTMLElement>(null)
  useShortcuts({ '/': () => setSearching(true), '?': () => setHelping(true) })
  useEffect(() => {
    setMenu(false)
    setSearching(false)
    // A new page begins at its heading for those who read by ear; the first paint keeps the browser's own start.
    // A field that asked for it keeps the focus.
    if (path && !main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {t('frame.skip')}
      </button>
      <DemonstrationMark />
      <header className="top">
        <Button
          className="menu-button"
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('frame.menu')}
          aria-expanded={menu}
          onClick={() => setMenu(true)}
        />
        <To href={paths.work} className="brand">
          <img src="/console/seal.svg" width="28" height="28" alt="" />
          <strong>{t('product.name')}</strong>
          <span>{t('product.console')}</span>
        </To>
        <SearchEverywhere open={searching} setOpen={setSearching} />
        <PersonMenu showKeys={() => setHelping(true)} />
      </header>
      <div className="side">
        <Nav />
      </div>
      <Drawer
        open={menu}
        onClose={() => setMenu(false)}
        placement="left"
        size={264}
        title={t('product.name')}
        styles={{ body: { padding: 0 } }}
      >
        <Nav />
      </Drawer>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <KeysHelp open={helping} close={() => setHelping(false)} />
    </div>
  )
}
