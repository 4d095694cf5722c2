import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { decideUrban } from '../logic/decide-urban.ts'
import { getDivision } from '../queries/get-division.ts'
import { standingForChange } from '../queries/standing.ts'
import { subjectOfDivision } from '../queries/subject.ts'
import { touch } from './touch.ts'

/**
 * Adds a fact; the ones before stay on record.
 * @throws Refusal divisions.ended, divisions.effective_in_future, divisions.urban_only_for_communities
 */
export async function setUrban(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.setUrban>,
): Promise<Division> {
  const [division] = await standingForChange(tx, [params.code])
  if (!division) throw refuse('platform.not_found')
  const refused = decideUrban(division, body.since, tx.today)
  if (refused) throw refuse(`divisions.${refused.code}`, refused.params)
  // Numbered under the lock of the tree: two facts of one millisecond still have an order.
  await sql`
    insert into divisions.urban_facts (code, number, urban, source, since, recorded_by, recorded_at)
    select ${params.code}, coalesce(max(number), 0) + 1, ${body.urban}, ${body.source}, ${body.since}::date,
           ${actor.kind === 'person' ? actor.personId : null}::uuid, ${tx.now}::timestamptz
      from divisions.urban_facts where code = ${params.code}`.execute(tx.db)
  await touch(tx, params.code)
  await record(tx, actor, {
    action: 'divisions.set_urban',
    subjectKind: 'division',
    subjectId: params.code,
    subject: await subjectOfDivision(tx, params.code),
    details: { urban: body.urban, since: body.since },
  })
  return getDivision(tx, params.code)
}
