import { z } from 'zod'
import type { PlainDate } from './dates.ts'
import type { Route } from './route.ts'

const EXPORT_FORMATS = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'

/** More rows than this answer as CSV whatever was asked: spreadsheet programs open larger workbooks badly. */
export const MOST_SHEET_ROWS = 100_000

/** How many rows the file holds, heading not counted: equal to what the query counted. */
export const ROW_COUNT_HEADER = 'x-row-count'

interface Heading {
  /** The heading is the module's word `column.<key>`. */
  readonly key: string
  /** Tells who somebody is: named in the trail row of the export. */
  readonly personal?: true
}

/** What stands in a column and how a reader sees it. Null is an empty cell. */
export type Column<Row> = Heading &
  (
    | { readonly kind: 'text'; readonly of: (row: Row) => string | null }
    /** A value of a vocabulary, shown by its word `<vocabulary>.<value>`; several are joined. */
    | {
        readonly kind: 'word'
        readonly vocabulary: string
        readonly of: (row: Row) => string | boolean | null | readonly string[]
      }
    /** A word of whichever module. */
    | { readonly kind: 'phrase'; readonly of: (row: Row) => readonly [module: string, key: string] | null }
    /** Fen, shown as yuan with two decimals. */
    | { readonly kind: 'money'; readonly of: (row: Row) => bigint | null }
    | { readonly kind: 'day'; readonly of: (row: Row) => PlainDate | null }
    /** Shown in Beijing time. */
    | { readonly kind: 'instant'; readonly of: (row: Row) => Date | null }
    | { readonly kind: 'count'; readonly of: (row: Row) => number | null }
  )

const PAGING = { page: true, pageSize: true } as const
type Filters<Q extends z.ZodObject> = z.ZodObject<
  Omit<Q['shape'], keyof typeof PAGING> & { format: z.ZodDefault<z.ZodEnum<{ xlsx: 'xlsx'; csv: 'csv' }>> },
  z.core.$strip
>
type RowOf<O extends z.ZodType> = z.output<O> extends { items: readonly (infer Row)[] } ? Row : never

export interface ExportRoute<P extends z.ZodType, Q extends z.ZodType, Row>
  extends Route<P, Q, z.ZodUndefined, z.ZodType> {
  readonly columns: readonly Column<Row>[]
}

/** The rows an export route is made of, as its columns read them. */
// biome-ignore lint/suspicious/noExplicitAny: a route of any path and query
export type ExportedRow<R> = R extends ExportRoute<any, any, infer Row> ? Row : never

/**
 * The route that answers a whole list as a file: same access, same filters, no pages. The sheet's title is the module's
 * word `sheet.<name of the list>`, its headings `column.<key>`.
 * @param list a GET route whose query extends pageQuery and whose output is a page
 */
export function exportOf<P extends z.ZodType, Q extends z.ZodObject, O extends z.ZodType>(
  list: Route<P, Q, z.ZodUndefined, O>,
  columns: readonly Column<RowOf<O>>[],
): ExportRoute<P, Filters<Q>, RowOf<O>> {
  const filters = (list.query as z.ZodObject).omit(PAGING as Record<string, true>)
  return {
    name: `${list.name}Export`,
    method: 'GET',
    path: `${list.path}/export`,
    access: list.access,
    summary: `${list.summary}: all of them as XLSX, or as CSV beyond ${MOST_SHEET_ROWS} rows`,
    ...(list.params ? { params: list.params } : {}),
    query: filters.extend({ format: z.enum(EXPORT_FORMATS).default('xlsx') }) as z.ZodObject as Filters<Q>,
    output: z.unknown(),
    answers: [XLSX_TYPE, CSV_TYPE],
    columns,
  }
}
