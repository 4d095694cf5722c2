import type { Role } from '@shanju/contract/access.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { findHolders } from '#modules/identity/index.ts'
import type { JobContext } from '#platform/jobs/worker.ts'
import { notify } from '#platform/notify/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { definitionOf } from '../logic/book.ts'
import { daysBetween, FIRST_MARK, type Mark, markOf } from '../logic/decide-duty.ts'
import { type Due, messagesOf } from '../logic/reminders.ts'

const CHUNK = 500

interface Row {
  readonly id: string
  readonly regulationId: string
  readonly subjectName: string
  readonly dueOn: string
  readonly ownerRole: Role
  readonly divisions: string[]
  readonly organisationIds: string[]
}

/** Tells the owners of duties that come due or are late. Run again at any time: each reminder goes out once. */
export async function remind(context: JobContext): Promise<void> {
  let after: Row | undefined
  do {
    after = await context.transact((tx) => remindChunk(tx, after))
  } while (after)
}

/** @returns the last duty looked at while there may be more */
export async function remindChunk(tx: Tx, after?: Pick<Row, 'dueOn' | 'id'>): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select d.id, d.regulation_id as "regulationId", d.subject_name as "subjectName", d.due_on as "dueOn",
           d.owner_role as "ownerRole", d.divisions, d.organisation_ids as "organisationIds"
      from regulations.duties d
     where d.state = 'open' and d.due_on <= ${addDays(tx.today, FIRST_MARK)}::date
       and (${after?.id ?? null}::uuid is null or (d.due_on, d.id) > (${after?.dueOn ?? null}::date, ${after?.id ?? null}::uuid))
     order by d.due_on, d.id limit ${CHUNK}`.execute(tx.db)
  const due = await withPeople(tx, rows)
  const fresh = await claim(tx, due)
  for (const message of messagesOf(due.filter(({ dutyId }) => fresh.has(dutyId)))) await notify(tx, message)
  return rows.length === CHUNK ? rows.at(-1) : undefined
}

async function withPeople(tx: Tx, rows: readonly Row[]): Promise<Due[]> {
  const asked = new Map<string, Promise<string[]>>()
  const holders = ({ ownerRole, divisions, organisationIds }: Row): Promise<string[]> => {
    const key = JSON.stringify([ownerRole, divisions, organisationIds])
    const found = asked.get(key) ?? findHolders(tx, ownerRole, { divisions, organisationIds })
    asked.set(key, found)
    return found
  }
  const due: Due[] = []
  for (const row of rows) {
    const daysLeft = daysBetween(tx.today, row.dueOn)
    const mark = markOf(daysLeft)
    const people = await holders(row)
    // With nobody in the role there is nobody to tell: it is tried again the next day.
    if (mark === undefined || people.length === 0) continue
    const { title } = definitionOf(row.regulationId)
    due.push({
      ...{ dutyId: row.id, regulation: row.regulationId, regulationTitle: title, subject: row.subjectName },
      ...{ dueOn: row.dueOn, daysLeft, mark, people },
    })
  }
  return due
}

/** Writes down which reminders go out; answers those that had not gone out before. */
async function claim(tx: Tx, due: readonly Due[]): Promise<Set<string>> {
  const rows = due.map(({ dutyId, mark, people }) => ({
    duty_id: dutyId,
    mark: mark satisfies Mark,
    told: people.length,
  }))
  const { rows: fresh } = await sql<{ duty_id: string }>`
    insert into regulations.reminders (duty_id, mark, told, reminded_at)
    select duty_id, mark, told, ${tx.now}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (duty_id uuid, mark smallint, told integer)
    on conflict (duty_id, mark) do nothing returning duty_id`.execute(tx.db)
  return new Set(fresh.map(({ duty_id }) => duty_id))
}
