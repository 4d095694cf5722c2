import type { Actor, Role, Subject } from '@shanju/contract/access.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { addWorkingDays } from '#platform/kit/working-days.ts'
import type { Tx } from '#platform/pg/db.ts'
import { recordAll } from '#platform/trail/index.ts'
import type { Finding } from '../logic/finding.ts'

/** Something that owes: what it is, how it is shown, who answers, where it lies. */
export interface Debtor {
  readonly kind: string
  readonly id: string
  /** Shown to everybody in reach: a name of a fund, the code of a gift, never personal data. */
  readonly name: string
  readonly owner: { readonly role: Role; readonly organisationId: string | null }
  readonly subject: Subject
}

/**
 * Opens a duty for every task found, in one statement however many there are. One that was opened before for the same
 * thing, regulation and day stays as it is, so a repeat is harmless.
 * @returns how many were new
 */
export async function openDuties(
  tx: Tx,
  actor: Actor,
  owed: readonly { readonly debtor: Debtor; readonly tasks: readonly Finding[] }[],
): Promise<number> {
  const rows = owed.flatMap(({ debtor, tasks }) => tasks.map((task) => rowOf(tx, debtor, task)))
  if (rows.length === 0) return 0
  const { rows: opened } = await sql<{ subject_kind: string; subject_id: string; regulation_id: string }>`
    insert into regulations.duties (id, regulation_id, subject_kind, subject_id, subject_name, due_on, owner_role,
      owner_organisation_id, divisions, organisation_ids, opened_by, opened_at)
    select id, regulation_id, subject_kind, subject_id, subject_name, due_on, owner_role, owner_organisation_id,
           divisions, organisation_ids, ${actor.kind === 'person' ? actor.personId : null}::uuid, ${tx.now}::timestamptz
      from jsonb_populate_recordset(null::regulations.duties, ${JSON.stringify(rows)}::jsonb)
    on conflict on constraint duties_once do nothing
    returning subject_kind, subject_id, regulation_id`.execute(tx.db)
  const rules = Map.groupBy(opened, (row) => `${row.subject_kind} ${row.subject_id}`)
  await recordAll(
    tx,
    actor,
    owed.flatMap(({ debtor }) => {
      const fresh = rules.get(`${debtor.kind} ${debtor.id}`)
      return fresh
        ? [
            opening(
              debtor,
              fresh.map(({ regulation_id }) => regulation_id),
            ),
          ]
        : []
    }),
  )
  return opened.length
}

const opening = (debtor: Debtor, rules: readonly string[]) => ({
  action: 'regulations.open_duties',
  subjectKind: debtor.kind,
  subjectId: debtor.id,
  subject: debtor.subject,
  details: { rules },
})

const rowOf = (tx: Tx, debtor: Debtor, task: Finding) => ({
  id: uuidv7(tx.now),
  regulation_id: task.regulation,
  subject_kind: debtor.kind,
  subject_id: debtor.id,
  subject_name: debtor.name,
  due_on: dueDay(task),
  owner_role: debtor.owner.role,
  owner_organisation_id: debtor.owner.organisationId,
  divisions: debtor.subject.divisions ?? [],
  organisation_ids: debtor.subject.organisationIds ?? [],
})

/** "日" are calendar days unless the regulation says 工作日. */
function dueDay({ regulation, due }: Finding): PlainDate {
  if (!due) throw new Error(`${regulation} asks for a duty and says no day`)
  const { from, term } = due
  return term.unit === 'working_days' ? addWorkingDays(from, term.days) : addDays(from, term.days)
}
