import { type RawBuilder, sql } from 'kysely'

/** A column's type as PostgreSQL names it. */
type Type =
  | 'uuid'
  | 'text'
  | 'bigint'
  | 'smallint'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'bytea'
  | 'jsonb'
  | 'text[]'
  | 'uuid[]'
/** What may stand in a row. */
export type Cells<Row> = { readonly [Name in keyof Row]: Value }
/** The type of each of its columns. */
export type Types<Row> = { readonly [Name in keyof Row]: Type }
type Value = string | number | bigint | boolean | Date | Uint8Array | readonly string[] | null

export interface RowSet {
  /** `(id, name, …)`, for after the table's name. */
  readonly names: RawBuilder<unknown>
  /** `select …` that yields the rows. */
  readonly select: RawBuilder<unknown>
}

/**
 * Many rows for one `insert`, a parameter for each column: a third of the processor time of rows as JSON. What is the same
 * in all rows is sent once, as a plain value.
 */
export function rowSet<Row extends Cells<Row>>(types: Types<Row>, rows: readonly Row[]): RowSet {
  const [first] = rows
  if (!first) throw new RangeError('a set of no rows')
  const names = Object.keys(types) as (keyof Row & string)[]
  const varying = names.filter((name, index) => rows.length > 1 && (index === 0 || differs(rows, name, first[name])))
  const columns = varying.map(
    (name) => sql`${arrayOf(rows, name)}::${sql.raw(isArray(types[name]) ? 'text' : types[name])}[]`,
  )
  const selected = names.map((name) =>
    varying.includes(name)
      ? sql`u.${sql.ref(name)}${sql.raw(isArray(types[name]) ? `::${types[name]}` : '')}`
      : sql`${first[name]}::${sql.raw(types[name])}`,
  )
  const from =
    varying.length === 0
      ? sql``
      : sql` from unnest(${sql.join(columns)}) as u (${sql.join(varying.map((name) => sql.ref(name)))})`
  return {
    names: sql`(${sql.join(names.map((name) => sql.ref(name)))})`,
    select: sql`select ${sql.join(selected)}${from}`,
  }
}

const isArray = (type: Type): boolean => type.endsWith('[]')

const differs = <Row>(rows: readonly Row[], name: keyof Row, value: Row[keyof Row]): boolean =>
  rows.some((row) => row[name] !== value)

/** A column as the text of an array; made here, because the driver looks at every value more closely than it needs. */
function arrayOf<Row extends Cells<Row>>(rows: readonly Row[], name: keyof Row): string {
  let text = '{'
  for (const row of rows) {
    if (text.length > 1) text += ','
    text += element(row[name])
  }
  return `${text}}`
}

function element(value: Value): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return PLAIN.test(value) ? value : quoted(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}"`
  if (typeof value === 'object') return quoted(`{${value.map(element).join(',')}}`)
  return String(value)
}

/** Ids, days, numbers and codes: nothing an array's text would read otherwise. They begin with no N, as NULL does. */
const PLAIN = /^(?![nN])[\w-]+$/

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
