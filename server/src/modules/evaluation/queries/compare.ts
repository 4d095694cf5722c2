import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/evaluation/exports.ts'
import type { routes } from '@shanju/contract/evaluation/routes.ts'
import type { Compared } from '@shanju/contract/evaluation/shapes.ts'
import { BAND_FROM } from '@shanju/contract/evaluation/vocab.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

type Filters = Omit<Input<typeof routes.compare>['query'], 'page' | 'pageSize'>

/** By the persons reached; where nobody counted them, by those the plan names. */
const SIZE = sql`coalesce(r.persons, g.people)`
const BAND = sql`case when ${SIZE} < ${sql.lit(BAND_FROM.middle)} then 'small'
  when ${SIZE} < ${sql.lit(BAND_FROM.large)} then 'middle' else 'large' end`

/** Ranks stand among like projects whatever is looked for; of a project only its newest evaluation is told. */
function like(actor: Actor, filters: Filters): RawBuilder<Compared> {
  const found: RawBuilder<unknown>[] = [
    reaches(whereCan(actor, 'evaluation.read'), sql`f.path`, sql`array[f.host_id]`),
    sql`not exists (select 1 from evaluation.pub_results n
          where n.project_id = r.project_id and (n.closed_at, n.evaluation_id) > (r.closed_at, r.evaluation_id))`,
  ]
  if (filters.field) found.push(sql`g.field = ${filters.field}`)
  if (filters.peopleGroup) found.push(sql`g.people_group = ${filters.peopleGroup}`)
  if (filters.band) found.push(sql`${BAND} = ${filters.band}`)
  return sql<Compared>`
    select r.evaluation_id as id, r.public_id as "publicId",
           json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'state', p.state) as project,
           json_build_object('id', f.id, 'name', f.name) as fund, json_build_object('code', d.code, 'name', d.name) as place,
           g.field, g.people_group as "peopleGroup", ${BAND} as band, r.people, r.asked, r.answered, r.share, r.low, r.high, r.bound, r.persons,
           r.reached_fen as "reachedFen", r.cost_fen as "costFen", r.met, r.indicators, r.closed_at as "closedAt",
           (count(r.low) over likes)::int as likes,
           case when r.low is not null and count(r.low) over likes > 1
                then (rank() over (partition by g.field, g.people_group, ${BAND} order by r.low desc nulls last))::int end as rank
      from evaluation.pub_results r
      join projects.pub_projects p on p.id = r.project_id
      join projects.pub_plans g on g.id = r.project_id
      join funds.pub_funds f on f.id = p.fund_id
      join divisions.pub_divisions d on d.code = f.place_code
     where ${sql.join(found, sql` and `)}
    window likes as (partition by g.field, g.people_group, ${BAND})
     order by r.low desc nulls last, r.closed_at desc, r.evaluation_id`
}

export const compareEvaluations = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.compare>,
): Promise<Page<Compared>> => page(tx, query, like(actor, query))

/** All of them. */
export const allCompared = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.compareExport>,
): Promise<Listed<Compared>> => listed(tx, like(actor, query), (rows) => rows)
