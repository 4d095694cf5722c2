import type { Actor, Subject } from '@shanju/contract/access.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Finding } from '../logic/finding.ts'

/** What is gone on with, as on the trail. */
export interface About {
  readonly kind: string
  readonly id: string
  readonly subject: Subject
}

/**
 * Goes on despite warnings, with a reason that stays on the thing's trail beside the regulations it concerns. Without
 * warnings nothing is asked and nothing kept.
 * @throws Refusal regulations.reason_needed
 */
export async function acceptWarnings(
  tx: Tx,
  actor: Actor,
  about: About,
  warnings: readonly Finding[],
  reason: string,
): Promise<void> {
  if (warnings.length === 0) return
  const rules = [...new Set(warnings.map(({ regulation }) => regulation))]
  if (reason.trim() === '') throw refuse('regulations.reason_needed', { rules: rules.join(', ') })
  await record(tx, actor, {
    action: 'regulations.accept_warnings',
    subjectKind: about.kind,
    subjectId: about.id,
    subject: about.subject,
    details: { rules, warnings: warnings.map((each) => `${each.regulation} ${each.reason}`), reason: reason.trim() },
  })
}
