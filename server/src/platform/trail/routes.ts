import { type Actor, type Subject, type Where, whereCan } from '@shanju/contract/access.ts'
import { addDays, startOfDay } from '@shanju/contract/kit/dates.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Query } from '@shanju/contract/kit/route.ts'
import { exports } from '@shanju/contract/trail/exports.ts'
import { routes, type TrailRecord } from '@shanju/contract/trail/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Served, serve } from '#platform/http/index.ts'
import { listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { serveExport } from '#platform/sheets/index.ts'

/** Who people are is not the platform's to know: the module that knows hands this in. */
export type NamePeople = (tx: Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Where a reach lies, with all above it; told by the module that knows places and bodies. */
export type PlaceReach = (tx: Tx, where: Where) => Promise<Subject>

/** The trail's routes: rows about things within the reader’s reach, newest first. */
export const trailServed = (namePeople: NamePeople, placeReach: PlaceReach): readonly Served[] => [
  serve(routes.list, (tx, actor, { query }) => listTrail(tx, actor, query, namePeople)),
  serveExport(exports.listExport, {
    rows: (tx, actor, { query }) => listed(tx, selectTrail(actor, query), (rows) => withNames(tx, rows, namePeople)),
    subject: (tx, actor) => placeReach(tx, whereCan(actor, 'trail.read')),
  }),
]

async function listTrail(
  tx: Tx,
  actor: Actor,
  query: Query<typeof routes.list>,
  namePeople: NamePeople,
): Promise<Page<TrailRecord>> {
  const found = await page(tx, query, selectTrail(actor, query))
  return { ...found, items: await withNames(tx, found.items, namePeople) }
}

function selectTrail(
  actor: Actor,
  query: Omit<Query<typeof routes.list>, 'page' | 'pageSize'>,
): RawBuilder<TrailRecord> {
  const { action = null, personId = null, subjectKind = null, subjectId = null, fromOn, toOn } = query
  const from = fromOn ? startOfDay(fromOn) : null
  const until = toOn ? startOfDay(addDays(toOn, 1)) : null
  const within = reaches(whereCan(actor, 'trail.read'), sql`r.divisions`, sql`r.organisation_ids`)
  return sql<TrailRecord>`
    select r.id, r.at, r.actor_kind as "actorKind", r.person_id as "personId", r.actor_name as "actorName", r.action,
      r.subject_kind as "subjectKind", r.subject_id as "subjectId", r.details, r.request_id as "requestId"
    from trail.records r
    where ${within}
      and (${personId}::uuid is null or r.person_id = ${personId})
      and (${subjectKind}::text is null or r.subject_kind = ${subjectKind})
      and (${subjectId}::text is null or r.subject_id = ${subjectId})
      and (${action}::text is null or r.action = ${action} or right(${action}, 1) = '.' and starts_with(r.action, ${action}))
      and (${from}::timestamptz is null or r.at >= ${from})
      and (${until}::timestamptz is null or r.at < ${until})
    order by r.at desc, r.id desc`
}

async function withNames(tx: Tx, rows: readonly TrailRecord[], namePeople: NamePeople): Promise<TrailRecord[]> {
  const names = await namePeople(
    tx,
    rows.flatMap((row) => (row.personId ? [row.personId] : [])),
  )
  return rows.map((row) => ({ ...row, actorName: (row.personId && names.get(row.personId)) || row.actorName }))
}
