import { type Actor, type Role, type Subject, whereCan } from '@shanju/contract/access.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input, Output, Query } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/regulations/exports.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import type { Duty } from '@shanju/contract/regulations/shapes.ts'
import type { DutyState } from '@shanju/contract/regulations/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { citationLine, definitionOf } from '../logic/book.ts'
import { daysBetween, FIRST_MARK } from '../logic/decide-duty.ts'
import { dutyTitle } from '../logic/told.ts'

export interface DutyRow {
  readonly id: string
  readonly regulationId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly subjectName: string
  readonly dueOn: string
  readonly ownerRole: Role
  readonly organisation: { id: string; name: string } | null
  readonly divisions: readonly string[]
  readonly organisationIds: readonly string[]
  readonly state: DutyState
  readonly evidence: string
  readonly reason: string | null
  readonly openedAt: Date
  readonly closedBy: string | null
  readonly closedAt: Date | null
}

const COLUMNS = sql`d.id, d.regulation_id as "regulationId", d.subject_kind as "subjectKind",
  d.subject_id as "subjectId", d.subject_name as "subjectName", d.due_on as "dueOn", d.owner_role as "ownerRole",
  case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation,
  d.divisions, d.organisation_ids as "organisationIds", d.state, d.evidence, d.reason, d.opened_at as "openedAt",
  d.closed_by as "closedBy", d.closed_at as "closedAt"`
const FROM = sql`regulations.duties d left join organisations.pub_organisations o on o.id = d.owner_organisation_id`

type Filters = Omit<Query<typeof routes.listDuties>, 'page' | 'pageSize'>

/** Duties in the reader's reach: open ones by urgency, then those closed last. */
export async function listDuties(tx: Tx, actor: Actor, query: Query<typeof routes.listDuties>): Promise<Page<Duty>> {
  const found = await page(tx, query, selected(actor, query))
  return { ...found, items: found.items.map((row) => shownDuty(row, tx.today)) }
}

/** All of them. */
export const allDuties = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listDutiesExport>,
): Promise<Listed<Duty>> => listed(tx, selected(actor, query), (rows) => rows.map((row) => shownDuty(row, tx.today)))

function selected(actor: Actor, filters: Filters): RawBuilder<DutyRow> {
  const { state = null, regulation = null, subjectKind = null, subjectId = null, dueBy = null } = filters
  const place = filters.within ?? null
  return sql<DutyRow>`
    select ${COLUMNS} from ${FROM}
     where ${within(actor, filters.mine)}
       and (${state}::text is null or d.state = ${state})
       and (${regulation}::text is null or d.regulation_id = ${regulation})
       and (${subjectKind}::text is null or d.subject_kind = ${subjectKind})
       and (${subjectId}::text is null or d.subject_id = ${subjectId})
       and (${dueBy}::date is null or d.due_on <= ${dueBy}::date)
       and (${place}::text is null or d.divisions @> array[${place}::text])
     order by d.state <> 'open', d.closed_at desc nulls first, d.due_on, d.id`
}

export async function countDuties(
  tx: Tx,
  actor: Actor,
  { mine }: Query<typeof routes.countDuties>,
): Promise<Output<typeof routes.countDuties>> {
  const { rows } = await sql<{ open: number; overdue: number; soon: number }>`
    select count(*)::int as open, (count(*) filter (where d.due_on < ${tx.today}::date))::int as overdue,
           (count(*) filter (where d.due_on between ${tx.today}::date and ${addDays(tx.today, FIRST_MARK)}::date))::int as soon
      from regulations.duties d where d.state = 'open' and ${within(actor, mine)}`.execute(tx.db)
  return rows[0] ?? { open: 0, overdue: 0, soon: 0 }
}

/** What the actor may see; with `mine` only what is theirs to do. */
const within = (actor: Actor, mine: boolean | undefined): RawBuilder<boolean> =>
  sql<boolean>`(${reaches(whereCan(actor, 'regulations.read_duties'), sql`d.divisions`, sql`d.organisation_ids`)}
    and ${mine ? owned(actor) : sql<boolean>`true`})`

function owned(actor: Actor): RawBuilder<boolean> {
  if (actor.kind !== 'person' || actor.assignments.length === 0) return sql<boolean>`false`
  const each = actor.assignments.map(({ role, reach }) =>
    reach.kind === 'division'
      ? sql`(d.owner_role = ${role} and d.divisions @> array[${reach.code}]::text[])`
      : sql`(d.owner_role = ${role} and d.organisation_ids @> array[${reach.id}]::uuid[])`,
  )
  return sql<boolean>`(${sql.join(each, sql` or `)})`
}

export function shownDuty(row: DutyRow, today: string): Duty {
  const definition = definitionOf(row.regulationId)
  return {
    id: row.id,
    regulation: { id: row.regulationId, title: definition.title, citation: citationLine(definition) },
    title: dutyTitle(row.regulationId, row.subjectName),
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    dueOn: row.dueOn,
    daysLeft: daysBetween(today, row.dueOn),
    ownerRole: row.ownerRole,
    organisation: row.organisation,
    state: row.state,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
  }
}

/** @throws Refusal platform.not_found */
export async function getDutyRow(tx: Tx, id: string): Promise<DutyRow> {
  const { rows } = await sql<DutyRow>`select ${COLUMNS} from ${FROM} where d.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return rows[0]
}

/** The same, held until the transaction ends: of two who close it at once the second sees that it is closed. */
export async function getDutyForUpdate(tx: Tx, id: string): Promise<DutyRow> {
  const { rows } = await sql<DutyRow>`select ${COLUMNS} from ${FROM} where d.id = ${id} for update of d`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return rows[0]
}

export const subjectOf = (row: DutyRow): Subject => ({ divisions: row.divisions, organisationIds: row.organisationIds })

/** @throws Refusal platform.not_found */
export const subjectOfDuty = async (tx: Tx, id: string): Promise<Subject> => subjectOf(await getDutyRow(tx, id))
