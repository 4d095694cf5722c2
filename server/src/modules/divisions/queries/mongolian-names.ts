import type { Actor } from '@shanju/contract/access.ts'
import { whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/divisions/exports.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { DivisionRef, MongolianName } from '@shanju/contract/divisions/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

const columns = sql`n.id, n.script, n.transliteration, n.source, n.confidence, n.state, n.reviewed_on as "reviewedOn"`

/** The name to show: a reviewed one, else the best read one that nobody rejected. */
export async function shownMongolianName(tx: Tx, code: string): Promise<MongolianName | undefined> {
  const { rows } = await sql<MongolianName>`
    select ${columns} from divisions.mongolian_names n where n.code = ${code} and n.state <> 'rejected'
     order by (n.state = 'reviewed') desc, n.reviewed_on desc, (n.confidence = 'official') desc, n.id
     limit 1`.execute(tx.db)
  return rows[0]
}

export async function findMongolianName(tx: Tx, id: string): Promise<MongolianName | undefined> {
  const { rows } = await sql<MongolianName>`
    select ${columns} from divisions.mongolian_names n where n.id = ${id}`.execute(tx.db)
  return rows[0]
}

type Row = MongolianName & { division: DivisionRef }

/** Names in the reader's reach, by division code: their script is never sorted by. */
export const listMongolianNames = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listMongolianNames>,
): Promise<Page<Row>> => page<Row>(tx, query, reached(actor, query.state))

/** The same, all of them. */
export const allMongolianNames = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listMongolianNamesExport>,
): Promise<Listed<Row>> => listed(tx, reached(actor, query.state), (rows) => rows)

const reached = (actor: Actor, state: MongolianName['state'] | undefined): RawBuilder<Row> => sql<Row>`
      select ${columns}, json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) as division
        from divisions.mongolian_names n join divisions.divisions d on d.code = n.code
       where ${reaches(whereCan(actor, 'divisions.change'), sql`d.path`, sql`'{}'::uuid[]`)}
         and (${state ?? null}::text is null or n.state = ${state ?? null})
       order by d.code, n.id`
