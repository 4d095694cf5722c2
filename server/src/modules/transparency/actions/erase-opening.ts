import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { judge, refuseIfBlocked, subjectOfAll } from '#modules/regulations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { commitmentsOf, privateParts } from '../logic/seal-leaf.ts'
import { erasuresOf, loggedErasures } from '../queries/erasures.ts'
import type { DraftsOf } from '../queries/logged.ts'
import { placeOf } from '../queries/prove.ts'
import { stageRows } from './stage-missing.ts'

/**
 * Erases the salts of all private parts of a row: from then on nobody, we included, can show from the log what stood there. Their
 * commitments stay, so the leaf and every other part stay provable. That it was done is a leaf of its own.
 * @throws Refusal transparency.row_unknown, not_placed_yet, already_erased, regulations.blocked
 */
export async function eraseOpening(
  tx: Tx,
  actor: Actor,
  { subjectId, reason }: { readonly subjectId: string; readonly reason: string },
  draftsOf: DraftsOf,
): Promise<void> {
  // Two at once: the second finds what the first did.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`transparency.erase ${subjectId}`}, 0))`.execute(tx.db)
  const draft = (await draftsOf(tx, [subjectId])).get(subjectId)
  if (!draft) throw refuse('transparency.row_unknown')
  const place = await placeOf(tx, subjectId)
  if (!place) throw refuse('transparency.not_placed_yet')
  if ((await erasuresOf(tx, [subjectId])).size > 0) throw refuse('transparency.already_erased')
  const parts = privateParts(draft.parts)
  // The reason is kept for good, so it holds no personal data (X13).
  refuseIfBlocked(await judge(tx, 'text', { texts: [{ field: 'reason', text: reason }] }))
  const salts = new Uint8Array(place.salts)
  const commitments = commitmentsOf(sha256, draft.parts, salts)
  const kept = Buffer.concat(parts.map((part) => commitments[part] ?? new Uint8Array(0)))
  const id = uuidv7(tx.now)
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`select transparency.erase_opening(${id}, ${subjectId}, ${parts}::int[], ${kept}, ${reason}, ${personId}, ${tx.now})`.execute(
    tx.db,
  )
  await stageRows(tx, loggedErasures, [id])
  await record(tx, actor, {
    action: 'transparency.erase_opening',
    subjectKind: 'leaf',
    subjectId,
    subject: await subjectOfAll(tx),
    details: { reason, parts: parts.length },
  })
}
