import type { Actor } from '@shanju/contract/access.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOfOrganisation } from '../queries/subject.ts'

/** Writes an act about a body on the trail. Details never name anybody. */
export async function tell(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const subject = await subjectOfOrganisation(tx, organisationId)
  await record(tx, actor, { action, subjectKind: 'organisation', subjectId: organisationId, subject, details })
}
