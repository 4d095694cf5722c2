import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { stateOf } from '../logic/complaint.ts'
import { answersOf, subjectOfComplaint, WORDS } from '../queries/complaints.ts'

/** Answers a complaint. Answers are added, never changed. @throws Refusal supervision.complaint_closed */
export async function answerComplaint(
  tx: Tx,
  actor: Actor,
  id: string,
  { words, closes }: { words: string; closes: boolean },
): Promise<void> {
  // Two officials at once: the second sees what the first did. The row itself is not the app's to lock: it never changes.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`supervision.answer ${id}`}, 0))`.execute(tx.db)
  if (stateOf(await answersOf(tx, id)) === 'closed') throw refuse('supervision.complaint_closed')
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`insert into supervision.answers (id, complaint_id, words, closes, person_id, at)
    values (${uuidv7(tx.now)}, ${id}, ${tx.secrets.seal(words, WORDS)}, ${closes}, ${personId}, ${tx.now})`.execute(
    tx.db,
  )
  await record(tx, actor, {
    action: 'supervision.answer',
    subjectKind: 'complaint',
    subjectId: id,
    subject: await subjectOfComplaint(tx, id),
    details: { closes },
  })
}
