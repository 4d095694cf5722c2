import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { addDays, startOfDay } from '@shanju/contract/kit/dates.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Query } from '@shanju/contract/kit/route.ts'
import { routes, type TrailRecord } from '@shanju/contract/trail/routes.ts'
import { sql } from 'kysely'
import { type Served, serve } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

/** Who people are is not the platform's to know: the module that knows hands this in. */
export type NamePeople = (tx: Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** The trail's one route: rows about things within the reader’s reach, newest first. */
export const trailServed = (namePeople: NamePeople): readonly Served[] => [
  serve(routes.list, (tx, actor, { query }) => listTrail(tx, actor, query, namePeople)),
]

async function listTrail(
  tx: Tx,
  actor: Actor,
  query: Query<typeof routes.list>,
  namePeople: NamePeople,
): Promise<Page<TrailRecord>> {
  const { action = null, personId = null, subjectKind = null, subjectId = null, fromOn, toOn } = query
  const from = fromOn ? startOfDay(fromOn) : null
  const until = toOn ? startOfDay(addDays(toOn, 1)) : null
  const within = reaches(whereCan(actor, 'trail.read'), sql`r.divisions`, sql`r.organisation_ids`)
  const found = await page(
    tx,
    query,
    sql<TrailRecord>`
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
    order by r.at desc, r.id desc`,
  )
  const people = found.items.flatMap((row) => (row.personId ? [row.personId] : []))
  const names = await namePeople(tx, people)
  const items = found.items.map((row) => ({
    ...row,
    actorName: (row.personId && names.get(row.personId)) || row.actorName,
  }))
  return { ...found, items }
}
