import { CloseOutlined, StarOutlined } from '@ant-design/icons'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useText } from '../text/language.tsx'
import { type Filters, sameFilters } from './saved-filters.ts'
import type { Listed } from './use-list.ts'
import { useSavedFilters } from './use-saved-filters.ts'

/**
 * Chips of the filters this reader keeps for a list, and a way to keep those in force. Words searched for stay out:
 * they often name people, and the browser may be shared.
 */
export function SavedFilters({ list }: { list: Listed }) {
  const t = useText()
  const { all, save, remove } = useSavedFilters(list.name)
  const [naming, setNaming] = useState(false)
  const { q: words, ...now } = list.filters
  const known = all.some(({ filters }) => sameFilters(filters, now))
  const keepable = Object.keys(now).length > 0 && !known
  if (all.length === 0 && !keepable) return null
  return (
    <fieldset className="saved">
      <legend className="unseen">{t('saved.title')}</legend>
      {all.map(({ name, filters }) => (
        <span key={name} className="chip" data-on={sameFilters(filters, list.filters) || undefined}>
          <button
            type="button"
            aria-label={t('saved.apply', { name })}
            aria-pressed={sameFilters(filters, list.filters)}
            onClick={() => list.filter({ ...gone(list.filters), ...filters })}
          >
            {name}
          </button>
          <button type="button" aria-label={t('saved.remove', { name })} onClick={() => remove(name)}>
            <CloseOutlined />
          </button>
        </span>
      ))}
      {keepable && (
        <Button type="text" size="small" icon={<StarOutlined />} onClick={() => setNaming(true)}>
          {t('saved.save')}
        </Button>
      )}
      {naming && (
        <NameWindow
          hasWords={words !== undefined}
          close={() => setNaming(false)}
          save={(name) => save({ name, filters: now })}
        />
      )}
    </fieldset>
  )
}

/** Every filter in force, taken away. */
const gone = (filters: Filters): Record<string, undefined> =>
  Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]))

interface NameProps {
  readonly hasWords: boolean
  readonly close: () => void
  readonly save: (name: string) => void
}

function NameWindow({ hasWords, close, save }: NameProps) {
  const t = useText()
  const [name, setName] = useState('')
  const done = () => {
    if (!name.trim()) return
    save(name.trim())
    close()
  }
  return (
    <Modal
      open
      width={420}
      title={t('saved.save')}
      okText={t('form.save')}
      cancelText={t('form.cancel')}
      okButtonProps={{ disabled: !name.trim() }}
      onOk={done}
      onCancel={close}
    >
      <div className="stack">
        <Input
          autoFocus
          maxLength={20}
          aria-label={t('saved.name')}
          placeholder={t('saved.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={done}
        />
        <p className="quiet">
          {t('saved.name_help')} {hasWords && t('saved.private')}
        </p>
      </div>
    </Modal>
  )
}
