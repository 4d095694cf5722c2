import type { Actor } from '@shanju/contract/access.ts'
import type { AddSeat, EndSeat, FormGroup, NewSeat } from '@shanju/contract/governance/shapes.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseForming, refuseTerm } from '../logic/composition.ts'
import { personOf, stop, tell } from '../tell.ts'
import { keepMember } from './members.ts'

/**
 * Forms the management group of a fund, whole from its first day.
 * @throws Refusal funds.not_found, governance.group_exists, composition_unfit, term_ends_before, chosen_by_missing
 */
export async function formGroup(tx: Tx, actor: Actor, { fundId, formedOn, seats }: FormGroup): Promise<string> {
  const subject = await subjectOfFund(tx, fundId)
  const { rows: funds } = await sql<{ name: string }>`select name from funds.pub_funds where id = ${fundId}`.execute(
    tx.db,
  )
  const id = uuidv7(tx.now)
  const made = await sql`
    insert into governance.groups (id, fund_id, name, formed_on, recorded_by, recorded_at)
    values (${id}, ${fundId}, ${`${funds[0]?.name ?? ''}管理小组`}, ${formedOn}, ${personOf(actor)}, ${tx.now})
    on conflict (fund_id) do nothing returning 1`.execute(tx.db)
  if (made.rows.length === 0) throw refuse('governance.group_exists')
  stop(refuseForming(seats))
  for (const seat of seats) await insertSeat(tx, actor, id, { ...seat, replaces: null, actsFor: null })
  await record(tx, actor, {
    action: 'governance.form_group',
    subjectKind: 'group',
    subjectId: id,
    subject,
    details: { fundId, seats: seats.map(({ kind }) => kind) },
  })
  return id
}

/**
 * Seats somebody. In place of another: that seat ends the day this one begins. Acting: the other keeps its seat.
 * @throws Refusal governance.seat_not_found, term_ends_before, chosen_by_missing, seat_ended
 */
export async function addSeat(tx: Tx, actor: Actor, groupId: string, wanted: AddSeat): Promise<void> {
  const { replaces, actsFor } = wanted
  for (const other of [replaces, actsFor]) if (other) await getSeat(tx, groupId, other)
  stop(refuseTerm(wanted))
  if (replaces) await insertEnd(tx, actor, replaces, { endedOn: wanted.fromOn, reason: 'replaced' })
  const id = await insertSeat(tx, actor, groupId, wanted)
  await tell(
    tx,
    actor,
    'add_seat',
    { groupId, kind: 'group', id: groupId },
    { seat: id, kind: wanted.kind, replaces, actsFor },
  )
}

/** @throws Refusal governance.seat_not_found, term_ends_before, seat_ended */
export async function endSeat(tx: Tx, actor: Actor, seatId: string, wanted: EndSeat): Promise<string> {
  const { groupId, fromOn } = await getSeat(tx, null, seatId)
  if (wanted.endedOn < fromOn) throw refuse('governance.term_ends_before', { from: fromOn, to: wanted.endedOn })
  await insertEnd(tx, actor, seatId, wanted)
  await tell(tx, actor, 'end_seat', { groupId, kind: 'group', id: groupId }, { seat: seatId, ...wanted })
  return groupId
}

async function getSeat(tx: Tx, groupId: string | null, seatId: string): Promise<{ groupId: string; fromOn: string }> {
  const { rows } = await sql<{ groupId: string; fromOn: string }>`
    select group_id as "groupId", from_on as "fromOn" from governance.seats
     where id = ${seatId} and (${groupId}::uuid is null or group_id = ${groupId})`.execute(tx.db)
  if (!rows[0]) throw refuse('governance.seat_not_found')
  return rows[0]
}

async function insertEnd(tx: Tx, actor: Actor, seatId: string, { endedOn, reason }: EndSeat): Promise<void> {
  const made = await sql`
    insert into governance.seat_ends (seat_id, ended_on, reason, recorded_by, recorded_at)
    values (${seatId}, ${endedOn}, ${reason}, ${personOf(actor)}, ${tx.now}) on conflict do nothing returning 1`.execute(
    tx.db,
  )
  if (made.rows.length === 0) throw refuse('governance.seat_ended')
}

async function insertSeat(
  tx: Tx,
  actor: Actor,
  groupId: string,
  seat: NewSeat & Pick<AddSeat, 'replaces' | 'actsFor'>,
) {
  const id = uuidv7(tx.now)
  await sql`
    insert into governance.seats (id, group_id, kind, post, chosen_by, from_on, to_on, replaces, acts_for, recorded_by,
      recorded_at)
    values (${id}, ${groupId}, ${seat.kind}, ${seat.post}, ${seat.chosenBy}, ${seat.fromOn}, ${seat.toOn}, ${seat.replaces},
      ${seat.actsFor}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await keepMember(tx, id, seat)
  return id
}
