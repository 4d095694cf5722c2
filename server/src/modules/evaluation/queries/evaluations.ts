import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/evaluation/exports.ts'
import { figures } from '@shanju/contract/evaluation/figures.ts'
import type { routes } from '@shanju/contract/evaluation/routes.ts'
import type { Asking, Evaluation, EvaluationListed, PublicEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import type { EvaluationState } from '@shanju/contract/evaluation/vocab.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { personOf } from '../tell.ts'
import { photosOf, publicPhotosOf } from './photos.ts'
import {
  answeredOf,
  type EvaluationRow,
  evaluationState,
  getEvaluationRow,
  indicatorsOf,
  selectEvaluations,
  sheetsOf,
} from './rows.ts'

type Filters = Omit<Input<typeof routes.list>['query'], 'page' | 'pageSize'>

const LIVE = sql`o.evaluation_id is not null and c.evaluation_id is null and r.evaluation_id is null`
/** The same states as `stateOf` of the logic, as conditions. */
const IN_STATE: Readonly<Record<EvaluationState, (now: Date) => RawBuilder<unknown>>> = {
  planned: () => sql`o.evaluation_id is null and c.evaluation_id is null`,
  open: (now) => sql`${LIVE} and e.closes_at > ${now}`,
  ended: (now) => sql`${LIVE} and e.closes_at <= ${now}`,
  closed: () => sql`r.evaluation_id is not null`,
  cancelled: () => sql`c.evaluation_id is not null`,
}

function mine(tx: Tx, actor: Actor, filters: Filters): RawBuilder<EvaluationRow> {
  const found: RawBuilder<unknown>[] = [reaches(whereCan(actor, 'evaluation.read'), sql`f.path`, sql`array[f.host_id]`)]
  if (filters.q) found.push(sql`position(lower(${filters.q}) in lower(p.name || f.name)) > 0`)
  if (filters.fundId) found.push(sql`p.fund_id = ${filters.fundId}`)
  if (filters.projectId) found.push(sql`e.project_id = ${filters.projectId}`)
  if (filters.state) found.push(IN_STATE[filters.state](tx.now))
  return selectEvaluations(sql`where ${sql.join(found, sql` and `)} order by e.recorded_at desc, e.id desc`)
}

const shownIn =
  (now: Date) =>
  (row: EvaluationRow): EvaluationListed => {
    const satisfaction = row.figures === null ? null : figures.parse(row.figures).satisfaction
    return {
      ...{ id: row.id, publicId: row.publicId, project: row.project, fund: row.fund, place: row.place },
      ...{ whose: row.whose, state: evaluationState(row, now), closesAt: row.closesAt, people: row.people },
      ...{ asked: row.asked, answered: answeredOf(row) },
      ...{ low: satisfaction?.low ?? null, high: satisfaction?.high ?? null },
    }
  }

export async function listEvaluations(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.list>,
): Promise<Page<EvaluationListed>> {
  const found = await page(tx, query, mine(tx, actor, query))
  return { ...found, items: found.items.map(shownIn(tx.now)) }
}

/** All of them. */
export const allEvaluations = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listExport>,
): Promise<Listed<EvaluationListed>> => listed(tx, mine(tx, actor, query), (rows) => rows.map(shownIn(tx.now)))

async function told(tx: Tx, row: EvaluationRow) {
  const { whose: _whose, figures: kept, drawn: _drawn, byManner: _byManner, ...rest } = row
  return {
    ...rest,
    state: evaluationState(row, tx.now),
    answered: answeredOf(row),
    figures: kept === null ? null : figures.parse(kept),
    indicators: await indicatorsOf(tx, row),
  }
}

/** @throws Refusal evaluation.evaluation_not_found */
export async function getEvaluation(tx: Tx, actor: Actor, id: string): Promise<Evaluation> {
  const row = await getEvaluationRow(tx, id)
  const { rows } = await sql<{ coded: number; remarks: number; ranIt: boolean; misread: number; twice: number }>`
    select (select count(*)::int from evaluation.sampled x where x.evaluation_id = ${id}
              and exists (select 1 from evaluation.codes k where k.roll_id = x.roll_id)) as coded,
           (select count(*)::int from evaluation.remarks m where m.evaluation_id = ${id}) as remarks,
           exists (select 1 from projects.pub_makers m
                    where m.project_id = ${row.project.id} and m.person_id = ${personOf(actor)}::uuid) as "ranIt",
           count(*) filter (where y.readings > 1)::int as misread, count(*)::int as twice
      from (select count(distinct first.picks::text) as readings
              from (select distinct on (k.sheet, k.clerk_id) k.sheet, k.clerk_id, k.picks from evaluation.keyings k
                     where k.evaluation_id = ${id} order by k.sheet, k.clerk_id, k.keyed_at, k.id) first
             group by first.sheet having count(*) > 1) y`.execute(tx.db)
  const [more] = rows
  return {
    ...(await told(tx, row)),
    ...{ whose: row.whose, drawn: row.drawn, byManner: row.byManner },
    ...{ coded: more?.coded ?? 0, remarks: more?.remarks ?? 0, ranIt: more?.ranIt ?? false },
    misread: { sheets: more?.misread ?? 0, of: more?.twice ?? 0 },
    sheets: await sheetsOf(tx, id),
    photos: await photosOf(tx, id),
  }
}

/** What stands on public pages; one that nobody opened is not there yet. @throws Refusal evaluation.evaluation_not_found */
export async function publicRow(tx: Tx, typed: string): Promise<EvaluationRow> {
  const publicId = parsePublicId(typed)
  if (!publicId) throw refuse('evaluation.evaluation_not_found')
  const { rows } = await selectEvaluations(
    sql`where e.public_id = ${publicId} and o.evaluation_id is not null`,
  ).execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.evaluation_not_found')
  return rows[0]
}

export async function getAsking(tx: Tx, typed: string): Promise<Asking> {
  const row = await publicRow(tx, typed)
  return { ...row, state: evaluationState(row, tx.now) }
}

/** Closed evaluations of a project by its code, the newest first. */
export async function listOfProject(tx: Tx, typed: string): Promise<{ items: PublicEvaluation[] }> {
  const code = parsePublicId(typed) ?? ''
  const { rows } = await selectEvaluations(
    sql`where p.code = ${code} and p.notice_until is not null and c.evaluation_id is null and o.evaluation_id is not null
        order by o.opened_at desc, e.id desc`,
  ).execute(tx.db)
  const items: PublicEvaluation[] = []
  for (const row of rows) items.push({ ...(await told(tx, row)), photos: await publicPhotosOf(tx, row.id) })
  return { items }
}
