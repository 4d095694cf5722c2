import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import { useSettled } from '../kit/use-settled.ts'
import { useText } from '../text/language.tsx'
import { useFound } from './use-found.ts'

interface SearchProps {
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
}

/** One field for everything: places, organisations, funds by name; a gift by the code on its slip. */
export function SearchEverywhere({ open, setOpen }: SearchProps) {
  const t = useText()
  return (
    <>
      <button type="button" className="search-button" onClick={() => setOpen(true)}>
        <SearchOutlined /> <span>{t('search.open')}</span> <kbd>/</kbd>
      </button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        title={t('search.title')}
        width={600}
        style={{ top: 64 }}
        destroyOnHidden
        className="search-window"
        afterOpenChange={(shown) => shown && toField()}
      >
        <Search close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

/** Where windows do not move, they take the focus after the field has asked for it. */
const toField = () => document.querySelector<HTMLInputElement>('.search-window input')?.focus()

function Search({ close }: { close: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const words = useSettled(typed.trim(), 180)
  const { found, busy } = useFound(words)
  const current = found[Math.min(at, found.length - 1)]
  const go = (href: string) => {
    close()
    navigate({ to: href })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) return go(current.href)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || found.length === 0) return
    event.preventDefault()
    setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
  }
  return (
    <div className="search">
      <Input
        autoFocus
        size="large"
        allowClear
        maxLength={60}
        prefix={<SearchOutlined />}
        placeholder={t('search.hint')}
        aria-label={t('search.hint')}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.href}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" aria-label={t('search.title')}>
        {found.map((each) => (
          <div
            key={each.href}
            id={`${listId}-${each.href}`}
            role="option"
            tabIndex={-1}
            aria-selected={each === current}
            onClick={() => go(each.href)}
            onKeyDown={press}
          >
            <span className="search-kind">{t(each.kind)}</span>
            <span className="search-name">{each.name}</span>
            <small>{each.more}</small>
          </div>
        ))}
      </div>
      <p className="quiet" role="status">
        {words === '' ? t('search.how') : busy ? t('state.loading') : found.length === 0 ? t('search.nothing') : ''}
      </p>
    </div>
  )
}
