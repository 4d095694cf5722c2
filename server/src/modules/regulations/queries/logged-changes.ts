import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import { statementDigest, statementText, wordsDigest } from '@shanju/contract/transparency/statement.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'

interface Row {
  readonly id: string
  readonly regulation: string
  readonly from: string
  readonly severity: string | null
  readonly enabled: boolean | null
  readonly values: Record<string, unknown>
  readonly reason: string
  readonly publishedOn: string
}

/** What the public log commits to for changes of the rule book: the whole of them is public. */
async function changeDrafts(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<Row>`
    select id, regulation_id as regulation, from_on::text as from, severity, enabled, parameter_values as values, reason,
           to_char(recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "publishedOn"
      from regulations.changes where id = any(${[...ids]}::uuid[]) order by id`.execute(tx.db)
  return new Map(rows.map((row) => [row.id, { subjectId: row.id, parts: partsOf(row), corrects: null }]))
}

function partsOf({ regulation, from, severity, enabled, values, reason, publishedOn }: Row): PartContent[] {
  const value = Object.keys(values)
    .sort()
    .map((name) => `${name} = ${JSON.stringify(values[name])}`)
  const facts = { regulation, from, severity, enabled, value, reason: wordsDigest(sha256, reason) }
  const document = statementDigest(sha256, statementText('setting', facts))
  return [
    {
      type: 'disclosure',
      values: { publisher: 'city_bureau', subject: 'setting', period: regulation, publishedOn, document },
    },
    { type: 'disclosure_detail', values: { memo: reason } },
  ]
}

/** Rows that stand in the public log, which is a later module: wiring hands them over. */
export const loggedChanges = { table: 'regulations.changes', drafts: changeDrafts } as const
