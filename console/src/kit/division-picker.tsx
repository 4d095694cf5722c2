import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Level } from '@shanju/contract/divisions/vocab.ts'
import { TreeSelect } from 'antd'
import { useState } from 'react'
import { useText } from '../text/language.tsx'
import { type Node, useFoundPlaces, useTree } from './division-nodes.ts'
import { pathName } from './places.ts'
import { useRead } from './queries.ts'
import { useSettled } from './use-settled.ts'

interface DivisionPickerProps {
  readonly id?: string
  readonly value?: string | undefined
  readonly onChange?: (code: string | undefined) => void
  /** Only these levels can be chosen; the ones above still open the way down. */
  readonly levels?: readonly Level[]
}

/**
 * A place: by walking down the tree, or by typing its name, code, pinyin or initials ("东胜", "150602", "ds"). Towns and
 * communities load when their parent is opened.
 */
export function DivisionPicker({ id, value, onChange, levels }: DivisionPickerProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim(), 250)
  const selectable = (level: Level) => !levels || levels.includes(level)
  const tree = useTree(selectable)
  const found = useFoundPlaces(words, selectable)
  const chosen = useRead(divisions.getDivision, value ? { params: { code: value } } : undefined)
  const shown = words === '' ? tree.nodes : found.nodes
  // The chosen place is shown by name even when its branch is not open.
  const own: Node[] =
    value && !shown.some((node) => node.value === value)
      ? [
          {
            id: value,
            pId: null,
            value,
            title: chosen.data ? pathName(chosen.data.path) : value,
            isLeaf: true,
            selectable: true,
          },
        ]
      : []
  return (
    <TreeSelect<string | null>
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(code) => onChange?.(code ?? undefined)}
      treeDataSimpleMode
      treeData={[...own, ...shown]}
      showSearch={{ filterTreeNode: false, onSearch: setTyped }}
      loadData={(node) => tree.open(String(node.value))}
      treeDefaultExpandedKeys={tree.nodes.filter((node) => node.pId === null).map((node) => node.value)}
      key={tree.busy ? 'waiting' : 'ready'}
      allowClear
      loading={tree.busy || found.busy}
      placeholder={t('division.pick')}
      notFoundContent={t('division.none_found')}
      styles={{ popup: { root: { maxHeight: 360, minWidth: 280 } } }}
      popupMatchSelectWidth={false}
    />
  )
}
