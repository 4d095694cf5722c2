import type { Actor, Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { type Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Finding } from '../logic/finding.ts'
import { warningWords } from '../logic/told.ts'
import { sealReason } from '../queries/acceptances.ts'

/** What is gone on with, as on the trail. */
export interface About {
  readonly kind: string
  readonly id: string
  readonly subject: Subject
}

/**
 * Goes on despite warnings, with a reason that is kept sealed beside the thing: whoever explains themselves names people.
 * The trail knows which regulations warned. Without warnings nothing is asked and nothing kept.
 * @throws Refusal regulations.reason_needed, which says what is warned of
 */
export async function acceptWarnings(
  tx: Tx,
  actor: Actor,
  about: About,
  warnings: readonly Finding[],
  reason: string,
): Promise<void> {
  if (warnings.length === 0) return
  if (reason.trim() === '') throw reasonNeeded(warnings)
  const kept = {
    id: uuidv7(tx.now),
    warnings: warnings.map((each) => `${each.regulation} ${each.reason}`),
    reason: sealReason(tx, reason.trim()),
    personId: actor.kind === 'person' ? actor.personId : null,
  }
  const { divisions = [], organisationIds = [] } = about.subject
  await sql`insert into regulations.acceptances
      (id, subject_kind, subject_id, warnings, reason, divisions, organisation_ids, person_id, at)
    values (${kept.id}, ${about.kind}, ${about.id}, ${kept.warnings}::text[], ${kept.reason}, ${[...divisions]}::text[],
      ${[...organisationIds]}::uuid[], ${kept.personId}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'regulations.accept_warnings',
    subjectKind: about.kind,
    subjectId: about.id,
    subject: about.subject,
    details: { rules: rulesOf(warnings), warnings: kept.warnings },
  })
}

/** What stops whoever gave no reason: all that is warned of, in words. */
export const reasonNeeded = (warnings: readonly Finding[]): Refusal =>
  refuse('regulations.reason_needed', warningWords(rulesOf(warnings), warnings))

const rulesOf = (warnings: readonly Finding[]): string[] => [...new Set(warnings.map(({ regulation }) => regulation))]
