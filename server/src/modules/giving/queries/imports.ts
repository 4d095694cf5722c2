import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import { sentence } from '@shanju/contract/catalogue.ts'
import type { routes } from '@shanju/contract/giving/routes.ts'
import type { GiftImport, RowError } from '@shanju/contract/giving/shapes.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { openParams } from './import-errors.ts'
import { openName } from './import-secrets.ts'

interface ImportRow extends Omit<GiftImport, 'problem' | 'fileName'> {
  readonly name: Buffer | null
  readonly problem: string | null
  readonly params: Record<string, string | number>
}

const select = sql`
  select i.id, i.name, json_build_object('id', o.id, 'name', o.name) as host, i.state, i.row_count as "rowCount",
         i.done_count as "doneCount", i.good_count as "goodCount", i.repeated_count as "repeatedCount",
         i.bad_count as "badCount", i.left_out_count as "leftOutCount", i.amount_fen as "amountFen",
         i.unknown_count as "unknownCount", i.unknown_fen as "unknownFen",
         (select m.name from giving.mappings m where m.id = i.mapping_id) as mapping, i.problem,
         i.problem_params as params, i.retry_state is not null as retry, i.started_at as "startedAt",
         i.updated_at as "updatedAt"
    from giving.imports i join organisations.pub_organisations o on o.id = i.host_id`

const worded = (tx: Tx, { params, name, ...row }: ImportRow, language: Language): GiftImport => ({
  ...row,
  fileName: openName(tx.secrets, name),
  problem: row.problem === null ? null : sentence(language, row.problem, params),
})

/** Files in the caller's reach, latest first. */
export function selectImports(actor: Actor): RawBuilder<ImportRow> {
  const mine = reaches(whereCan(actor, 'giving.import'), sql`o.path`, sql`array[i.host_id]`)
  return sql<ImportRow>`${select} where ${mine} order by i.started_at desc, i.id desc`
}

export const wordedImports = (tx: Tx, rows: readonly ImportRow[], language: Language): GiftImport[] =>
  rows.map((row) => worded(tx, row, language))

export async function listImports(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listImports>,
  language: Language,
): Promise<Page<GiftImport>> {
  const listed = await page(tx, query, selectImports(actor))
  return { ...listed, items: wordedImports(tx, listed.items, language) }
}

/** @throws Refusal giving.import_not_found */
export async function getImport(tx: Tx, id: string, language: Language): Promise<GiftImport> {
  const { rows } = await sql<ImportRow>`${select} where i.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.import_not_found')
  return worded(tx, rows[0], language)
}

/** @throws Refusal giving.import_not_found */
export async function subjectOfImport(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ host_id: string }>`select host_id from giving.imports where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.import_not_found')
  return subjectOfOrganisation(tx, rows[0].host_id)
}

export async function listImportErrors(
  tx: Tx,
  { params, query }: Input<typeof routes.importErrors>,
  language: Language,
): Promise<Page<RowError>> {
  const rows: RawBuilder<{ row: number; column: string; code: string; sealed: Buffer }> = sql`
    select row, column_name as "column", code, params as sealed from giving.import_errors
     where import_id = ${params.id} order by row, column_name`
  const listed = await page(tx, query, rows)
  return {
    ...listed,
    items: listed.items.map(({ sealed, ...each }) => {
      const values = openParams(tx.secrets, sealed)
      return { ...each, params: values, message: sentence(language, each.code, values) }
    }),
  }
}
