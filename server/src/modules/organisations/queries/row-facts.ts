import { type Actor, can } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { isDemonstration } from '#platform/instance/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { Layout } from '../logic/import-columns.ts'
import type { RowFacts } from '../logic/import-row.ts'

/** What the rows of a file are judged by. @param creditCodes those that stand in the file, in their kept form */
export async function rowFacts(
  tx: Tx,
  actor: Actor,
  layout: Layout,
  creditCodes: readonly string[],
): Promise<Omit<RowFacts, 'seen'>> {
  const places = await sql<{ code: string; name: string; path: string[] }>`
    select code, name, path from divisions.pub_divisions
     where cardinality(path) <= 2 and valid_to is null and not hidden`.execute(tx.db)
  const known = await sql<{ credit_code: string; name: string; id: string; path: string[] }>`
    select credit_code, name, id, path from organisations.pub_organisations
     where credit_code = any(${[...creditCodes]}::text[])`.execute(tx.db)
  return {
    layout,
    today: tx.today,
    demonstration: await isDemonstration(tx),
    places: new Map(
      places.rows.flatMap(({ code, name, path }) => {
        const place = { code, mine: can(actor, 'organisations.register', { divisions: path }) }
        return [
          [name, place],
          [code, place],
        ] as const
      }),
    ),
    // Named only to whom it is visible, as in registering one by one.
    known: new Map(
      known.rows.map(({ credit_code, name, id, path }) => [
        credit_code,
        can(actor, 'organisations.read', { divisions: path, organisationIds: [id] }) ? name : credit_code,
      ]),
    ),
  }
}
