import { showId } from '@shanju/contract/kit/ids.ts'
import { statementDigest, statementText } from '@shanju/contract/transparency/statement.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { Erased } from '../logic/seal-leaf.ts'
import type { LoggedRows } from './logged.ts'

interface Row {
  readonly id: string
  readonly subject: string
  readonly parts: number[]
  readonly commitments: Buffer
  readonly reason: string
  readonly erasedAt: Date
}

async function rowsWhere(tx: Tx, column: 'id' | 'subject_id', ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, subject_id as subject, parts, commitments, reason, erased_at as "erasedAt" from transparency.erasures
     where ${sql.ref(column)} = any(${[...ids]}::uuid[]) order by id`.execute(tx.db)
  return rows
}

/** What was erased of the openings of these rows, and when. */
export async function erasuresOf(
  tx: Tx,
  subjects: readonly string[],
): Promise<Map<string, { readonly erased: Erased; readonly erasedAt: Date }>> {
  const rows = await rowsWhere(tx, 'subject_id', subjects)
  return new Map(
    rows.map(({ subject, parts, commitments, erasedAt }) => {
      const kept = parts.map((part, n) => [part, new Uint8Array(commitments.subarray(n * 32, n * 32 + 32))] as const)
      return [subject, { erased: new Map(kept), erasedAt }]
    }),
  )
}

/** That something was erased is disclosed in the log itself; why stands with what is private. */
export const loggedErasures: LoggedRows = {
  table: 'transparency.erasures',
  drafts: async (tx, ids) =>
    new Map(
      (await rowsWhere(tx, 'id', ids)).map(({ id, subject, parts, reason, erasedAt }) => {
        const erased = erasedAt.toISOString()
        const text = statementText('erasure', { subject: showId('leaf', subject), part: parts.map(String), erased })
        const values = { publisher: 'log', subject: 'erasure', period: null, publishedOn: erased.slice(0, 10) }
        return [
          id,
          {
            ...{ subjectId: id, corrects: null },
            parts: [
              { type: 'disclosure', values: { ...values, document: statementDigest(sha256, text) } },
              { type: 'disclosure_detail', values: { memo: reason } },
            ],
          },
        ]
      }),
    ),
}
