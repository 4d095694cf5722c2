import { closeVote, openVote } from '#modules/governance/actions/decide.ts'
import { callMeeting } from '#modules/governance/actions/meetings.ts'
import { addGate, addMotion } from '#modules/governance/actions/motions.ts'
import { castOpen } from '#modules/governance/actions/votes.ts'
import { MEETING, PLAIN, type TestGroup, TODAY } from '#modules/governance/testkit.ts'
import type { FreshDatabase } from './clone.ts'
import { SETUP } from './house.ts'

/** Management groups as tests of later modules need them. */
export { adopt, makeGroup, nobody, sent, type TestGroup, wire } from '#modules/governance/testkit.ts'

/** A motion about a thing of a later module. */
export const motionAbout = (
  fresh: FreshDatabase,
  { meetingId }: TestGroup,
  kind: 'project',
  id: string,
): Promise<string> => fresh.database.transact('test', (tx) => addMotion(tx, SETUP, meetingId, PLAIN, { kind, id }))

/** Another meeting of a group; the id as a UUID. */
export const meetingOf = (fresh: FreshDatabase, { groupId }: TestGroup): Promise<string> =>
  fresh.database.transact('test', (tx) => callMeeting(tx, SETUP, groupId, MEETING))

/** The group decides on a motion, all alike. */
export async function decided(
  fresh: FreshDatabase,
  { seats }: TestGroup,
  motionId: string,
  choice: 'yes' | 'no' = 'yes',
): Promise<void> {
  await fresh.database.transact('test', async (tx) => {
    await addGate(tx, SETUP, motionId, {
      ...{ route: 'head', invitedOn: TODAY, attended: true, view: 'agrees', remarks: '', dueOn: null },
    })
    await openVote(tx, SETUP, motionId, new Date(tx.now.getTime() + 3_600_000))
    const rows = seats.map((seatId) => ({ seatId, choice }))
    await castOpen(tx, SETUP, motionId, { manner: 'hand', first: rows, second: rows })
    await closeVote(tx, SETUP, motionId)
  })
}
