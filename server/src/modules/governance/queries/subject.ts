import type { Subject } from '@shanju/contract/access.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

type Code = 'group_not_found' | 'seat_not_found' | 'meeting_not_found' | 'motion_not_found' | 'question_not_found'

/** A group, and all that belongs to it, is the business of its fund. */
async function ofFund(tx: Tx, fund: RawBuilder<{ fundId: string }>, code: Code): Promise<Subject> {
  const { rows } = await fund.execute(tx.db)
  if (!rows[0]) throw refuse(`governance.${code}`)
  return subjectOfFund(tx, rows[0].fundId)
}

/** @throws Refusal governance.group_not_found */
export const subjectOfGroup = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(tx, sql`select fund_id as "fundId" from governance.groups where id = ${id}`, 'group_not_found')

/** @throws Refusal governance.seat_not_found */
export const subjectOfSeat = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(
    tx,
    sql`select g.fund_id as "fundId" from governance.seats s join governance.groups g on g.id = s.group_id where s.id = ${id}`,
    'seat_not_found',
  )

/** @throws Refusal governance.meeting_not_found */
export const subjectOfMeeting = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(
    tx,
    sql`select g.fund_id as "fundId" from governance.meetings m join governance.groups g on g.id = m.group_id where m.id = ${id}`,
    'meeting_not_found',
  )

/** @throws Refusal governance.motion_not_found */
export const subjectOfMotion = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(
    tx,
    sql`select g.fund_id as "fundId" from governance.motions m join governance.groups g on g.id = m.group_id where m.id = ${id}`,
    'motion_not_found',
  )

/** @throws Refusal governance.question_not_found */
export const subjectOfQuestion = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(
    tx,
    sql`select g.fund_id as "fundId" from governance.questions q join governance.motions m on m.id = q.motion_id
          join governance.groups g on g.id = m.group_id where q.id = ${id}`,
    'question_not_found',
  )
