import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { Page, PageQuery } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/projects/exports.ts'
import type { routes } from '@shanju/contract/projects/routes.ts'
import type { ProjectListed, PublicListed } from '@shanju/contract/projects/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

interface Filters {
  readonly q?: string | undefined
  readonly fundId?: string | undefined
  readonly within?: string | undefined
  readonly peopleGroup?: string | undefined
  readonly state?: string | undefined
  readonly waits?: 'objection' | 'evidence' | undefined
}

const OPEN_OBJECTIONS = sql`(select count(*)::int from projects.objections o where o.project_id = p.id
  and not exists (select 1 from projects.answers w where w.objection_id = o.id))`
const WAITING_EVIDENCE = sql`(select count(*)::int from projects.evidence e where e.project_id = p.id
  and not exists (select 1 from projects.reviews r where r.evidence_id = e.id))`

/** What lists and records of a project show alike. */
export const selectProjects = sql`
  select p.id, p.code, p.name, p.state, p.people_group as "peopleGroup", p.people, p.sum_fen as "sumFen",
         json_build_object('id', f.id, 'name', f.name) as fund,
         json_build_object('code', d.code, 'name', d.name) as place,
         json_build_object('placeCode', f.place_code, 'hostId', f.host_id) as whose,
         (select v.ends_on from projects.proposals v where v.project_id = p.id order by v.number desc limit 1) as "endsOn",
         p.notice_until as "noticeUntil", p.since,
         (select json_build_object('answered', i.answered, 'low', i.low, 'high', i.high) from projects.surveys v
            join projects.findings i on i.evaluation_id = v.evaluation_id and not i.called_off
           where v.project_id = p.id order by i.told_at desc limit 1) as finding,
         ${OPEN_OBJECTIONS} as "openObjections", ${WAITING_EVIDENCE} as "waitingEvidence"
    from projects.pub_projects p
    join funds.pub_funds f on f.id = p.fund_id
    join divisions.pub_divisions d on d.code = f.place_code`

function conditions(filters: Filters): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  if (filters.q) found.push(sql`position(lower(${filters.q}) in lower(p.name || f.name)) > 0`)
  if (filters.fundId) found.push(sql`p.fund_id = ${filters.fundId}`)
  if (filters.within) found.push(sql`${filters.within} = any(f.path)`)
  if (filters.peopleGroup) found.push(sql`p.people_group = ${filters.peopleGroup}`)
  if (filters.state) found.push(sql`p.state = ${filters.state}`)
  if (filters.waits === 'objection') found.push(sql`${OPEN_OBJECTIONS} > 0`)
  if (filters.waits === 'evidence') found.push(sql`${WAITING_EVIDENCE} > 0`)
  return found
}

const selected = (found: readonly RawBuilder<unknown>[]): RawBuilder<ProjectListed> => sql<ProjectListed>`
  ${selectProjects} where ${sql.join([...found], sql` and `)} order by p.since desc, p.id desc`

const mine = (actor: Actor, filters: Filters): RawBuilder<ProjectListed> =>
  selected([reaches(whereCan(actor, 'projects.read'), sql`f.path`, sql`array[f.host_id]`), ...conditions(filters)])

const open = (filters: Filters): RawBuilder<ProjectListed> =>
  selected([sql`p.notice_until is not null`, ...conditions(filters)])

export const listProjects = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.list>,
): Promise<Page<ProjectListed>> => page(tx, query, mine(actor, query))

/** All of them. */
export const allProjects = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listExport>,
): Promise<Listed<ProjectListed>> => listed(tx, mine(actor, query), (rows) => rows)

/** From their public notice on. */
export const listPublic = (tx: Tx, query: PageQuery & Filters): Promise<Page<PublicListed>> =>
  page(tx, query, open(query))

/** All of them. */
export const allPublic = (
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof exports.publicListExport>,
): Promise<Listed<PublicListed>> => listed(tx, open(query), (rows) => rows)
