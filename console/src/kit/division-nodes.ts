import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { Level } from '@shanju/contract/divisions/vocab.ts'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { pathName } from './places.ts'
import { reading, useRead } from './queries.ts'

/** A division as a line of the picker; `pId` hangs it below another. */
export interface Node {
  readonly id: string
  readonly pId: string | null
  readonly value: string
  readonly title: string
  readonly isLeaf: boolean
  readonly selectable: boolean
}

type Selectable = (level: Level) => boolean

const childrenOf = (code: string) => reading(divisions.listChildren, { params: { code } })

/** The tree as far as it was opened; the city's own children always are. */
export function useTree(selectable: Selectable) {
  const client = useQueryClient()
  const [opened, setOpened] = useState<readonly string[]>([])
  const cities = useRead(divisions.searchDivisions, { query: { level: 'city', pageSize: 20 } })
  const tops = (cities.data?.items ?? []).map((city) => ({ ...city, parentCode: null, childCount: 1 }))
  const branches = useQueries({ queries: [...tops.map((top) => top.code), ...opened].map(childrenOf) })
  const nodes: Node[] = [...tops, ...branches.flatMap((branch) => branch.data?.items ?? [])].map((each) => ({
    id: each.code,
    pId: each.parentCode,
    value: each.code,
    title: each.name,
    isLeaf: each.childCount === 0,
    selectable: selectable(each.level),
  }))
  const open = async (code: string) => {
    await client.ensureQueryData(childrenOf(code))
    setOpened((before) => (before.includes(code) ? before : [...before, code]))
  }
  return { nodes, open, busy: cities.isLoading }
}

/** What answers to the words, as a flat list with the way to each; nothing while there are none. */
export function useFoundPlaces(words: string, selectable: Selectable) {
  const asked = words === '' ? undefined : { query: { q: words, pageSize: 30 } }
  const found = useRead(divisions.searchDivisions, asked, { keep: true })
  const nodes = (found.data?.items ?? []).map(
    ({ code, level, path }): Node => ({
      id: code,
      pId: null,
      value: code,
      title: pathName(path),
      isLeaf: true,
      selectable: selectable(level),
    }),
  )
  return { nodes, busy: found.isFetching }
}
