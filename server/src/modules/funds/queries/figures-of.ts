import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/funds/routes.ts'
import type { Input, Output } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

type Figures = Output<typeof routes.figuresOf>

/** Sums over every fund of a division and all below it. A code without funds, known or not, sums to zero. */
export async function figuresOf(tx: Tx, _actor: Actor, { params }: Input<typeof routes.figuresOf>): Promise<Figures> {
  const { rows } = await sql<Figures>`
    with here as (select f.id, f.state from funds.pub_funds f
                   where ${params.code} = any(f.path))
    select (select count(*)::int from here) as "fundCount",
           (select count(*)::int from here where state = 'open') as "openFundCount",
           coalesce(sum(m.in_fen), 0)::bigint as "inFen", coalesce(sum(m.out_fen), 0)::bigint as "outFen",
           coalesce(sum(m.left_fen), 0)::bigint as "leftFen"
      from ledger.pub_fund_months m where m.fund_id in (select id from here)`.execute(tx.db)
  const [figures] = rows
  if (!figures) throw new Error('an aggregate always answers one row')
  return figures
}
