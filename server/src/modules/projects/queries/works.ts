import type { Authority } from '@shanju/contract/payments/payout-shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

type Work = NonNullable<Authority['project']>

/** Projects by the motions that are about them, with what of each a payment may name. */
export async function worksOf(tx: Tx, motionIds: readonly string[]): Promise<ReadonlyMap<string, Work>> {
  if (motionIds.length === 0) return new Map()
  const { rows } = await sql<Work & { readonly motionId: string }>`
    select m.id as "motionId", p.id, p.name, coalesce(b.line_names, '{}') as lines,
           coalesce((select v.milestone_titles from projects.proposals v where v.project_id = p.id
                      order by v.number desc limit 1), '{}') as milestones,
           p.state in ('closed', 'stopped') as over
      from governance.pub_motions m
      join projects.pub_projects p on p.id = m.about_id
      left join projects.budgets b on b.project_id = p.id and b.number = p.budget_number
     where m.about_kind = 'project' and m.id = any(${[...motionIds]}::uuid[])`.execute(tx.db)
  return new Map(rows.map(({ motionId, ...work }) => [motionId, work]))
}

/** What payments of a project rest on. */
export async function authoritiesOf(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from payments.pub_authorities a join governance.pub_motions m on m.id = a.motion_id
     where m.about_kind = 'project' and m.about_id = ${id}`.execute(tx.db)
  return rows.map((row) => row.id)
}
