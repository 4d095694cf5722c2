import type { DivisionRef } from '@shanju/contract/divisions/shapes.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refColumns } from './columns.ts'

/**
 * The divisions a code stands for on a day (today unless said): itself while it stands, else what took it over, however
 * many steps away. Several after a split; none for one abolished without a successor or not yet set up on that day.
 * @throws Refusal platform.not_found when the code was never used
 */
export async function resolve(tx: Tx, code: string, on: PlainDate = tx.today): Promise<DivisionRef[]> {
  const known = await sql`select 1 from divisions.divisions where code = ${code}`.execute(tx.db)
  if (known.rows.length === 0) throw refuse('platform.not_found')
  const { rows } = await sql<DivisionRef>`
    with recursive led (code) as (
      select ${code}::text
      union
      select s.new_code from led
        join divisions.divisions d on d.code = led.code and d.valid_to <= ${on}::date
        join divisions.successions s on s.old_code = led.code
    )
    select ${refColumns} from led join divisions.divisions d using (code)
     where (d.valid_to is null or d.valid_to > ${on}::date) and (d.valid_from is null or d.valid_from <= ${on}::date)
     order by d.code`.execute(tx.db)
  return rows
}
