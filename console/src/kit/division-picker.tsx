import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Child } from '@shanju/contract/divisions/shapes.ts'
import type { Level } from '@shanju/contract/divisions/vocab.ts'
import { useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useEffect, useState } from 'react'
import { useSpeech } from '../text/language.tsx'
import { reading, useRead } from './queries.ts'
import { useSettled } from './use-settled.ts'

interface DivisionPickerProps {
  readonly id?: string
  readonly value?: string | undefined
  readonly onChange?: (code: string | undefined) => void
  /** Only these levels can be chosen; the ones above still open the way down. */
  readonly levels?: readonly Level[]
  readonly label?: string
}

interface Node {
  readonly id: string
  readonly pId: string | null
  readonly value: string
  readonly title: string
  readonly isLeaf: boolean
  readonly selectable: boolean
}

/**
 * A place: by walking down the tree, or by typing its name, code, pinyin or initials ("东胜", "150602", "ds"). Towns and
 * communities load when their parent is opened.
 */
export function DivisionPicker({ id, value, onChange, levels, label }: DivisionPickerProps) {
  const { t } = useSpeech()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const words = useSettled(typed, 250)
  const [nodes, setNodes] = useState<readonly Node[]>([])
  const selectable = (level: Level) => !levels || levels.includes(level)
  const top = useRead(divisions.searchDivisions, { query: { level: 'city', pageSize: 20 } })
  const found = useRead(divisions.searchDivisions, words === '' ? undefined : { query: { q: words, pageSize: 30 } }, {
    keep: true,
  })
  const chosen = useRead(divisions.getDivision, value ? { params: { code: value } } : undefined)
  const open = async (code: string) => {
    const { items } = await client.ensureQueryData(reading(divisions.listChildren, { params: { code } }))
    setNodes((before) => [
      ...before.filter((node) => node.pId !== code),
      ...items.map((child) => nodeOf(child, selectable)),
    ])
  }
  useEffect(() => {
    const cities = top.data?.items ?? []
    setNodes(
      cities.map(({ code, name }) => ({
        id: code,
        pId: null,
        value: code,
        title: name,
        isLeaf: false,
        selectable: selectable('city'),
      })),
    )
    for (const { code } of cities) open(code)
  }, [top.data])
  const results = found.data?.items.map(({ code, level, path }) => ({
    id: code,
    pId: null,
    value: code,
    title: path
      .slice(path.length > 1 ? 1 : 0)
      .map((step) => step.name)
      .join(' / '),
    isLeaf: true,
    selectable: selectable(level),
  }))
  const known = words === '' ? nodes : (results ?? [])
  const own =
    value && !known.some((node) => node.value === value)
      ? [
          stand(
            value,
            chosen.data?.path
              .slice(1)
              .map((step) => step.name)
              .join(' / ') ?? value,
          ),
        ]
      : []
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      aria-label={label}
      value={value ?? null}
      onChange={(code) => onChange?.(code ?? undefined)}
      treeDataSimpleMode
      treeData={[...own, ...known] as never}
      showSearch={{ filterTreeNode: false, onSearch: setTyped }}
      loadData={(node) => open(String(node['value']))}
      treeDefaultExpandedKeys={(top.data?.items ?? []).map(({ code }) => code)}
      treeNodeLabelProp="title"
      allowClear
      loading={top.isLoading || found.isFetching}
      placeholder={t('division.pick')}
      notFoundContent={t('division.none_found')}
      styles={{ popup: { root: { maxHeight: 360, minWidth: 280 } } }}
      popupMatchSelectWidth={false}
    />
  )
}

const stand = (code: string, title: string): Node => ({
  id: code,
  pId: null,
  value: code,
  title,
  isLeaf: true,
  selectable: true,
})

const nodeOf = (child: Child, selectable: (level: Level) => boolean): Node => ({
  id: child.code,
  pId: child.parentCode,
  value: child.code,
  title: child.name,
  isLeaf: child.childCount === 0,
  selectable: selectable(child.level),
})
