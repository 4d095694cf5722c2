import type { AnyRoute, Output, Params, Query } from '@shanju/contract/kit/route.ts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { useRead } from './queries.ts'

/** A list as its filters see it. */
export interface Listed {
  /** The route's name, which tells one list from another. */
  readonly name: string
  /** The filters in force as text, page and size left out. */
  readonly filters: Readonly<Record<string, string>>
  /** Sets filters and goes back to the first page; undefined or '' takes one away. Values as they stand in addresses. */
  readonly filter: (values: Readonly<Record<string, string | undefined>>) => void
}

export interface List<R extends AnyRoute> extends Listed {
  readonly result: UseQueryResult<Output<R>>
  /** What the address asks for, decoded; what it asks for wrongly is left out. */
  readonly query: Partial<Query<R>>
  readonly page: number
  readonly pageSize: number
  readonly setPage: (page: number, pageSize: number) => void
  readonly clear: () => void
}

const PAGING = new Set(['page', 'pageSize'])

/**
 * A list whose state is its address: page, size and filters can be sent to a colleague, kept as a bookmark, left and
 * found again.
 * @param params what stands in the route's path, for lists that belong to one thing
 */
export function useList<R extends AnyRoute>(route: R, params?: Params<R>): List<R> {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const navigate = useNavigate()
  const shape = (route.query as z.ZodObject).shape
  const query = decodeSearch(shape, search) as Partial<Query<R>>
  const result = useRead(route, { query, ...(params === undefined ? {} : { params }) } as never, { keep: true })
  const go = (next: Record<string, string | undefined>, replace: boolean) =>
    navigate({ to: '.', search: next as never, replace })
  const filters = Object.fromEntries(Object.entries(search).filter(([name]) => name in shape && !PAGING.has(name)))
  return {
    name: route.name,
    result,
    query,
    filters,
    page: Number(query['page' as keyof typeof query] ?? 1),
    pageSize: Number(query['pageSize' as keyof typeof query] ?? 20),
    setPage: (page, pageSize) => go({ ...search, page: String(page), pageSize: String(pageSize) }, false),
    filter: (values) => go({ ...search, ...values, page: undefined }, true),
    clear: () =>
      go(Object.fromEntries(Object.entries(search).filter(([name]) => !(name in filters) && name !== 'page')), false),
  }
}

function decodeSearch(shape: Readonly<Record<string, z.core.$ZodType>>, search: Readonly<Record<string, string>>) {
  const decoded: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(search)) {
    const field = shape[name]
    const result = field && text !== '' ? z.safeDecode(field, text as never) : undefined
    if (result?.success) decoded[name] = result.data
  }
  return decoded
}
