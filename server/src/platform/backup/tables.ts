import type pg from 'pg'

export interface Table {
  /** `schema.table`, as SQL and file names write it. */
  readonly name: string
  /** Columns that hold what was written; generated ones are computed again. */
  readonly columns: readonly string[]
  /** Columns of the primary key, or all columns: the order in which rows are written, so equal data give equal files. */
  readonly order: readonly string[]
}

/** Tables that a server makes for itself and that say nothing about the past. */
const LEFT_OUT = ['platform.migrations', 'graphile_worker.migrations']

/**
 * All tables of a database, parents before children, so that a foreign key always finds what it points to. Read from
 * the catalogue: a new module's tables are in the backup without anybody remembering it.
 */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { parents: string[] }>(
    `
    select n.nspname || '.' || c.relname as name,
      array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      coalesce((select array_agg(a.attname::text order by k.place)
         from pg_index i cross join lateral unnest(i.indkey) with ordinality as k (attnum, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary), '{}') as "order",
      array(select distinct fn.nspname || '.' || fc.relname from pg_constraint f
         join pg_class fc on fc.oid = f.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname || '.' || c.relname <> all($1)
   order by 1`,
    [LEFT_OUT],
  )
  return parentsFirst(rows).map(({ name, columns, order }) => ({
    name,
    columns,
    order: order.length > 0 ? order : columns,
  }))
}

function parentsFirst<T extends { name: string; parents: string[] }>(tables: readonly T[]): T[] {
  const left = new Map(tables.map((table) => [table.name, table]))
  const sorted: T[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter((table) => !table.parents.some((parent) => left.has(parent)))
    if (ready.length === 0) throw new Error(`foreign keys in a circle: ${[...left.keys()].join(', ')}`)
    for (const table of ready) {
      left.delete(table.name)
      sorted.push(table)
    }
  }
  return sorted
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const sqlName = (table: Table): string => table.name.split('.').map(quoted).join('.')
export const sqlColumns = (columns: readonly string[]): string => columns.map(quoted).join(', ')
