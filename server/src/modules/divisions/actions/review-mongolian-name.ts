import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { MongolianName } from '@shanju/contract/divisions/shapes.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { findMongolianName } from '../queries/mongolian-names.ts'
import { subjectOfMongolianName } from '../queries/subject.ts'
import { touch } from './touch.ts'

/** Records what a reader of the script found. A later reader may decide otherwise; the trail keeps both. */
export async function reviewMongolianName(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.reviewMongolianName>,
): Promise<MongolianName> {
  const subject = await subjectOfMongolianName(tx, params.id)
  const row = await tx.db
    .updateTable('divisions.mongolian_names')
    .set({
      state: body.state,
      reviewed_by: actor.kind === 'person' ? actor.personId : null,
      reviewed_on: tx.today,
    })
    .where('id', '=', params.id)
    .returning('code')
    .executeTakeFirstOrThrow()
  await touch(tx, row.code)
  await record(tx, actor, {
    action: 'divisions.review_mongolian_name',
    subjectKind: 'division',
    subjectId: row.code,
    subject,
    details: { name: params.id, state: body.state },
  })
  const reviewed = await findMongolianName(tx, params.id)
  if (!reviewed) throw refuse('platform.not_found')
  return reviewed
}
