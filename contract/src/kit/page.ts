import { z } from 'zod'

/** Paging by number, as people expect it. Past this depth the answer is "narrow the search", not a slow page. */
export const DEEPEST_ROW = 100_000

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
})
export type PageQuery = z.output<typeof pageQuery>

/** `total` is exact up to {@link DEEPEST_ROW}; `more` says that there are rows beyond it. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), more: z.boolean() })

export interface Page<T> {
  items: T[]
  total: number
  more: boolean
}
