import type { Actor } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import type { DutyStep } from '@shanju/contract/regulations/vocab.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseStep } from '../logic/decide-duty.ts'
import { type DutyRow, getDutyForUpdate, subjectOf } from '../queries/duties.ts'
import { getDuty } from '../queries/duty-record.ts'

/**
 * Marks a duty done, with what shows it.
 * @throws Refusal regulations.not_the_owner, regulations.step_not_from_here
 */
export async function doDuty(tx: Tx, actor: Actor, { params, body }: Input<typeof routes.doDuty>): Promise<DutyRecord> {
  const duty = await lockFor(tx, actor, 'do', params.id)
  await sql`update regulations.duties set state = 'done', evidence = ${body.evidence}, closed_by = ${personOf(actor)},
    closed_at = ${tx.now} where id = ${params.id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'regulations.do_duty',
    subjectKind: 'duty',
    subjectId: params.id,
    subject: subjectOf(duty),
    details: factsOf(duty, tx),
  })
  return getDuty(tx, params.id)
}

/**
 * Releases from a duty, with the reason.
 * @throws Refusal regulations.step_not_from_here
 */
export async function waiveDuty(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.waiveDuty>,
): Promise<DutyRecord> {
  const duty = await lockFor(tx, actor, 'waive', params.id)
  await sql`update regulations.duties set state = 'waived', reason = ${body.reason}, closed_by = ${personOf(actor)},
    closed_at = ${tx.now} where id = ${params.id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'regulations.waive_duty',
    subjectKind: 'duty',
    subjectId: params.id,
    subject: subjectOf(duty),
    details: factsOf(duty, tx),
  })
  return getDuty(tx, params.id)
}

/**
 * Puts a note beside a closed duty; evidence and reason stay as they were given.
 * @throws Refusal regulations.not_the_owner, regulations.step_not_from_here
 */
export async function correctDuty(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.correctDuty>,
): Promise<DutyRecord> {
  const duty = await lockFor(tx, actor, 'correct', params.id)
  await sql`insert into regulations.corrections (id, duty_id, note, recorded_by, recorded_at)
    values (${uuidv7(tx.now)}, ${params.id}, ${body.note}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'regulations.correct_duty',
    subjectKind: 'duty',
    subjectId: params.id,
    subject: subjectOf(duty),
    details: factsOf(duty, tx),
  })
  return getDuty(tx, params.id)
}

async function lockFor(tx: Tx, actor: Actor, step: DutyStep, id: string): Promise<DutyRow> {
  const duty = await getDutyForUpdate(tx, id)
  const refused = refuseStep(actor, step, { state: duty.state, ownerRole: duty.ownerRole, subject: subjectOf(duty) })
  if (refused) throw refuse(`regulations.${refused.code}`, refused.params)
  return duty
}

const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

const factsOf = (duty: DutyRow, tx: Tx) => ({
  rule: duty.regulationId,
  about: `${duty.subjectKind} ${duty.subjectId}`,
  dueOn: duty.dueOn,
  late: duty.dueOn < tx.today,
})
