import type { Actor, Role, Subject } from '@shanju/contract/access.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { addWorkingDays } from '#platform/kit/working-days.ts'
import type { Tx } from '#platform/pg/db.ts'
import { rowSet } from '#platform/pg/row-set.ts'
import { recordActs } from '#platform/trail/index.ts'
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

/** What a thing owes. */
export interface Owed {
  readonly debtor: Debtor
  readonly tasks: readonly Finding[]
  /** Whose act it comes from, where acts of several share a transaction. */
  readonly by?: { readonly actor: Actor; readonly requestId: string }
}

/**
 * Opens a duty for every task found, in one statement however many there are. One that was opened before for the same
 * thing, regulation and day stays as it is, so a repeat is harmless.
 * @returns how many were new
 */
export async function openDuties(tx: Tx, actor: Actor, owed: readonly Owed[]): Promise<number> {
  const rows = owed.flatMap(({ debtor, tasks, by }) => tasks.map((task) => rowOf(tx, by?.actor ?? actor, debtor, task)))
  if (rows.length === 0) return 0
  const { names, select } = rowSet(COLUMNS, rows)
  const { rows: opened } = await sql<{ subject_kind: string; subject_id: string; regulation_id: string }>`
    insert into regulations.duties ${names} ${select}
    on conflict on constraint duties_once do nothing
    returning subject_kind, subject_id, regulation_id`.execute(tx.db)
  const rules = Map.groupBy(opened, (row) => `${row.subject_kind} ${row.subject_id}`)
  await recordActs(
    tx,
    owed.flatMap(({ debtor, by = { actor, requestId: tx.requestId } }) => {
      const fresh = rules.get(`${debtor.kind} ${debtor.id}`) ?? []
      const opening = openingOf(
        debtor,
        fresh.map(({ regulation_id }) => regulation_id),
      )
      return fresh.length > 0 ? [{ ...by, ...opening }] : []
    }),
  )
  return opened.length
}

const COLUMNS = {
  ...({ id: 'uuid', regulation_id: 'text', subject_kind: 'text', subject_id: 'text', subject_name: 'text' } as const),
  ...({ due_on: 'date', owner_role: 'text', owner_organisation_id: 'uuid', divisions: 'text[]' } as const),
  ...({ organisation_ids: 'uuid[]', opened_by: 'uuid', opened_at: 'timestamptz' } as const),
}

const openingOf = (debtor: Debtor, rules: readonly string[]) => ({
  action: 'regulations.open_duties',
  subjectKind: debtor.kind,
  subjectId: debtor.id,
  subject: debtor.subject,
  details: { rules },
})

const rowOf = (tx: Tx, actor: Actor, debtor: Debtor, task: Finding) => ({
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
  opened_by: actor.kind === 'person' ? actor.personId : null,
  opened_at: tx.now,
})

/** "日" are calendar days unless the regulation says 工作日. */
function dueDay({ regulation, due }: Finding): PlainDate {
  if (!due) throw new Error(`${regulation} asks for a duty and says no day`)
  const { from, term } = due
  return term.unit === 'working_days' ? addWorkingDays(from, term.days) : addDays(from, term.days)
}
