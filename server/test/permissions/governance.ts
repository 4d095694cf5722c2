import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { callMeeting } from '#modules/governance/actions/meetings.ts'
import { addMotion, ask } from '#modules/governance/actions/motions.ts'
import { formGroup } from '#modules/governance/actions/seats.ts'
import { GRANT, MEETING, seating, TODAY } from '#modules/governance/testkit.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'

/** The management group of a fund, a meeting, a motion that would pay a person, and what a member asked. */
export async function addGovernance(
  fresh: FreshDatabase,
  fundId: string,
  texts: { readonly member: string; readonly question: string; readonly payee: string },
) {
  const made = await fresh.database.transact('test', async (tx) => {
    const seats = [0, 1, 2, 3, 4].map((n) => ({ ...seating(n), name: texts.member, named: false }))
    const groupId = await formGroup(tx, SETUP, { fundId, formedOn: TODAY, seats })
    const meetingId = await callMeeting(tx, SETUP, groupId, MEETING)
    const person = { payeeKind: 'person', payeeName: texts.payee } as const
    const motionId = await addMotion(tx, SETUP, meetingId, { ...GRANT, ...person })
    const [seat] = await sql<{ id: string }>`select id from governance.seats where group_id = ${groupId} limit 1`
      .execute(tx.db)
      .then(({ rows }) => rows)
    const seatId = seat?.id ?? ''
    await ask(tx, SETUP, motionId, seatId, texts.question)
    return { groupId, meetingId, motionId, seatId }
  })
  const asked = await fresh.owner.query<{ id: string }>('select id from governance.questions where motion_id = $1', [
    made.motionId,
  ])
  return {
    ...{ group: showId('group', made.groupId), seat: showId('seat', made.seatId) },
    ...{ meeting: showId('meeting', made.meetingId), motion: showId('motion', made.motionId) },
    question: showId('question', asked.rows[0]?.id ?? ''),
  }
}
