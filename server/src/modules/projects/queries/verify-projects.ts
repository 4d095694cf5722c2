import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** The first row of a project found wrong, and what is wrong with it. */
export interface ProjectFault {
  readonly table: 'steps' | 'budgets' | 'closings'
  readonly row: string
  readonly what: string
}

/**
 * Walks each project from its first step to its last: numbered without a gap, each beginning where the one before or the vote
 * left off, each leading where the status table leads; the sums voted on those of its budgets, and what was left at the end what
 * was decided less what arrived and stayed.
 */
export async function verifyProjects(tx: Tx): Promise<{ projects: number; fault: ProjectFault | undefined }> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from projects.projects`.execute(tx.db)
  const fault =
    (await faultOf(tx, 'steps', 'does not follow from the step before', wrongSteps)) ??
    (await faultOf(tx, 'budgets', 'does not add up, or is not the sum that was voted on', wrongBudgets)) ??
    (await faultOf(tx, 'closings', 'is not what was decided less what arrived and stayed', wrongClosings))
  return { projects: rows[0]?.n ?? 0, fault }
}

async function faultOf(
  tx: Tx,
  table: ProjectFault['table'],
  what: string,
  rows: ReturnType<typeof sql<{ row: string }>>,
): Promise<ProjectFault | undefined> {
  const [first] = (await rows.execute(tx.db)).rows
  return first && { table, row: first.row, what }
}

const wrongSteps = sql<{ row: string }>`
  select s.project_id || '/' || s.number as row
    from (select t.*, row_number() over w as place, lag(t.to_state) over w as before, lag(t.motion_id) over w as motion
            from projects.steps t window w as (partition by t.project_id order by t.number)) s
    left join governance.pub_motions m on m.id = s.motion
   where s.number <> s.place
      or not exists (select 1 from projects.moves v
                      where (v.step, v.from_state, v.to_state) = (s.step, s.from_state, s.to_state))
      or s.from_state <> case
           when s.before is null then 'new'
           when s.before <> 'voting' then s.before
           when m.withdrawn or m.outcome = 'no_quorum' then 'noticed'
           when m.refused_at is not null or m.outcome = 'failed' then 'voted_down'
           when m.carried_at is not null then 'approved'
           else 'voting' end
   order by s.project_id, s.number limit 1`

/** A vote is about the newest budget of a proposal; a later budget has a motion of its own. */
const wrongBudgets = sql<{ row: string }>`
  select b.project_id || '/' || b.number as row
    from projects.budgets b
   where b.sum_fen <> (select sum(f) from unnest(b.line_fens) f)
      or exists (select 1 from projects.steps s join governance.pub_motions m on m.id = s.motion_id
                  where s.project_id = b.project_id and s.step = 'put_to_vote' and m.amount_fen <> b.sum_fen
                    and b.number = (select max(x.number) from projects.budgets x
                                     where x.project_id = s.project_id and x.motion_id is null and x.made_at <= s.taken_at))
      or (b.motion_id is not null
          and not exists (select 1 from projects.steps s
                           where s.project_id = b.project_id and s.motion_id = b.motion_id and s.step = 'ask_budget'))
   order by b.project_id, b.number limit 1`

/** Closings before what is left followed from payments rest on what was handed in. */
const wrongClosings = sql<{ row: string }>`
  select c.project_id::text as row
    from projects.closings c
    join projects.pub_projects p on p.id = c.project_id
    cross join lateral projects.money_of(p.id) m
    left join lateral (select projects.total(r.spent_fens) as fen from projects.results r
                   where r.project_id = c.project_id order by r.number desc limit 1) s on true
    cross join lateral (select coalesce(sum(t.amount_fen), 0) as fen from projects.steps t
                         where t.project_id = p.id and t.step = 'get_back') b
   where case when c.from_payments
              then c.surplus_fen <> coalesce(p.sum_fen, 0) - m.reached_fen + b.fen or m.reached_fen - b.fen > s.fen
              else c.surplus_fen <> coalesce(p.sum_fen, 0) - coalesce(s.fen, 0) end
   order by c.project_id limit 1`
