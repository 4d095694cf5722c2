import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { recordAll } from '#platform/trail/index.ts'

/**
 * Closes the open duties of things that have just done what was asked by being recorded: a receipt's number, a date of
 * publication. Whoever may record that fulfils the duty with it, whoever owns it.
 * @param evidence what shows it, for people: "receipt 1500…"; no personal data
 * @returns how many were closed
 */
export async function fulfilDuties(
  tx: Tx,
  actor: Actor,
  done: {
    readonly regulation: string
    readonly kind: string
    readonly ids: readonly string[]
    readonly evidence: string
  },
): Promise<number> {
  const { rows } = await sql<{ subject_id: string; divisions: string[]; organisation_ids: string[] }>`
    update regulations.duties
       set state = 'done', evidence = ${done.evidence}, closed_by = ${actor.kind === 'person' ? actor.personId : null},
           closed_at = ${tx.now}
     where regulation_id = ${done.regulation} and subject_kind = ${done.kind}
       and subject_id = any(${[...done.ids]}::text[]) and state = 'open'
    returning subject_id, divisions, organisation_ids`.execute(tx.db)
  await recordAll(
    tx,
    actor,
    rows.map((row) => ({
      action: 'regulations.fulfil_duties',
      subjectKind: done.kind,
      subjectId: row.subject_id,
      subject: { divisions: row.divisions, organisationIds: row.organisation_ids },
      details: { rules: [done.regulation] },
    })),
  )
  return rows.length
}
