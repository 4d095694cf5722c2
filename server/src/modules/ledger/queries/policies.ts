import { sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { DEFAULT_POLICIES, POLICIES, type Policies } from '../logic/index.ts'

interface Decided {
  readonly key: string
  readonly value: string
  readonly reason: string
  readonly person: string | null
  readonly at: Date
  readonly no: number
}

async function decided(tx: Tx, book: string): Promise<Map<string, Decided>> {
  const { rows } = await sql<Decided>`
    select distinct on (key) key, value, reason, person_id as person, at, no from ledger.policies
     where book_id = ${book} order by key, no desc`.execute(tx.db)
  return new Map(rows.map((row) => [row.key, row]))
}

/** What the host's accountant decided, and the defaults for the rest. Values were checked when they were written. */
export async function policiesOf(tx: Tx, book: string): Promise<Policies> {
  const own = await decided(tx, book)
  return { ...DEFAULT_POLICIES, ...Object.fromEntries([...own].map(([key, { value }]) => [key, value])) } as Policies
}

export interface PolicyRow {
  key: string
  title: { zh: string; en: string }
  choices: string[]
  value: string
  preset: string
  source: { zh: string; en: string }
  rows: string[]
  changed: { byName: string; at: Date; reason: string } | null
}

export async function listPolicies(tx: Tx, book: string): Promise<PolicyRow[]> {
  const own = await decided(tx, book)
  const names = await shownNames(
    tx,
    [...own.values()].flatMap(({ person }) => (person ? [person] : [])),
  )
  return Object.entries(POLICIES).map(([key, { title, choices, preset, source, rows }]) => {
    const now = own.get(key)
    return {
      ...{ key, title, preset, source, choices: [...choices], rows: [...rows] },
      value: now?.value ?? preset,
      changed: now ? { byName: names.get(now.person ?? '') ?? '', at: now.at, reason: now.reason } : null,
    }
  })
}
