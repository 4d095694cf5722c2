import type { Actor } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import type { RegulationRecord } from '@shanju/contract/regulations/shapes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseChange } from '../logic/decide-change.ts'
import { settingsOf } from '../queries/changes.ts'
import { judge, refuseIfBlocked } from '../queries/judge.ts'
import { getRegulation } from '../queries/regulations.ts'
import { subjectOfRegulation } from '../queries/subject.ts'

/**
 * Raises, lowers, switches or re-values a regulation from a day on. What stood before stays in the record: a change is a
 * row of its own.
 * @throws Refusal regulations.blocked (the reason is published), regulations.changes_nothing …
 *   regulations.parameter_out_of_range
 */
export async function changeSetting(
  tx: Tx,
  actor: Actor,
  { params: { id }, body }: Input<typeof routes.changeSetting>,
  disclose: (tx: Tx, changeId: string) => Promise<void>,
): Promise<RegulationRecord> {
  // One after the other, so that each sees what the one before has changed.
  await sql`select pg_advisory_xact_lock(hashtext(${`regulations: ${id}`}))`.execute(tx.db)
  const setting = (await settingsOf(tx, body.fromOn)).get(id)
  if (!setting) throw refuse('platform.not_found')
  refuseIfBlocked(await judge(tx, 'text', { texts: [{ field: 'reason', text: body.reason }] }))
  const refused = refuseChange(body, setting, tx.today)
  if (refused) throw refuse(`regulations.${refused.code}`, refused.params)

  const changeId = uuidv7(tx.now)
  const { fromOn, severity = null, enabled = null, values = {}, reason } = body
  await sql`
    insert into regulations.changes (id, regulation_id, from_on, severity, enabled, parameter_values, reason, recorded_by,
                                     recorded_at)
    values (${changeId}, ${id}, ${fromOn}, ${severity}, ${enabled}, ${JSON.stringify(values)}::jsonb, ${reason},
            ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})`.execute(tx.db)
  await disclose(tx, changeId)
  await record(tx, actor, {
    action: 'regulations.change_setting',
    subjectKind: 'regulation',
    subjectId: id,
    subject: await subjectOfRegulation(tx, id),
    details: { fromOn, severity, enabled, values, reason },
  })
  return getRegulation(tx, id)
}
