import { ApartmentOutlined } from '@ant-design/icons'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Level } from '@shanju/contract/divisions/vocab.ts'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useText } from '../text/language.tsx'
import { DivisionTree } from './division-tree.tsx'
import { pathName } from './places.ts'
import { useRead } from './queries.ts'
import { SearchPicker } from './search-picker.tsx'
import { useSettled } from './use-settled.ts'

interface DivisionPickerProps {
  readonly id?: string
  readonly value?: string | undefined
  readonly onChange?: (code: string | undefined) => void
  /** Only these levels can be chosen; all when left out. */
  readonly levels?: readonly Level[]
  /** Names it where no field does. */
  readonly label?: string
  /** What to choose it for, where that is not plain. */
  readonly hint?: string
}

/** A place: by typing its name, code, pinyin or initials ("东胜", "150602", "ds"), or by walking down the tree. */
export function DivisionPicker({ id, value, onChange, levels, label, hint }: DivisionPickerProps) {
  const t = useText()
  const [typed, onWords] = useState('')
  const [walking, setWalking] = useState(false)
  const q = useSettled(typed.trim(), 200)
  const level = levels?.length === 1 ? levels[0] : undefined
  const found = useRead(divisions.searchDivisions, { query: { q, level, pageSize: 30 } }, { keep: true })
  const chosen = useRead(divisions.getDivision, value ? { params: { code: value } } : undefined)
  const may = (at: Level) => !levels || levels.includes(at)
  const choices = (found.data?.items ?? [])
    .filter((place) => may(place.level))
    .map((place) => ({ value: place.code, label: pathName(place.path), more: place.code }))
  const choose = (code: string) => {
    onChange?.(code)
    setWalking(false)
  }
  return (
    <div className="division-picker">
      <SearchPicker
        {...(id ? { id } : {})}
        {...(label ? { label } : {})}
        value={value}
        {...(onChange ? { onChange } : {})}
        hint={hint ?? t('division.pick')}
        choices={choices}
        busy={found.isFetching}
        onWords={onWords}
        name={chosen.data && pathName(chosen.data.path)}
      />
      <Button icon={<ApartmentOutlined />} aria-label={t('division.walk')} onClick={() => setWalking(true)} />
      <Modal
        open={walking}
        onCancel={() => setWalking(false)}
        footer={null}
        title={t('division.walk')}
        destroyOnHidden
        style={{ top: 48 }}
      >
        <DivisionTree
          showName={({ code, name, level: at }) =>
            may(at) ? (
              <Button type="link" size="small" onClick={() => choose(code)}>
                {name}
              </Button>
            ) : (
              <span>{name}</span>
            )
          }
        />
      </Modal>
    </div>
  )
}
