import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import { sentence } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { ImportProblem, OrganisationImport } from '@shanju/contract/organisations/registry.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

const select = sql`
  select i.id, i.name, i.state, i.row_count as "rowCount", i.good_count as "goodCount",
         i.repeated_count as "repeatedCount", i.bad_count as "badCount", i.started_at as "startedAt",
         i.updated_at as "updatedAt"
    from organisations.imports i`

type Row = Omit<OrganisationImport, 'fileName'> & { readonly name: Buffer | null }

/** A file's own name may name a person: it stands sealed. */
const NAME = 'organisations.imports.name'
export const sealFileName = (tx: Tx, name: string): Buffer => tx.secrets.seal(name, NAME)
const named = (tx: Tx, { name, ...row }: Row): OrganisationImport => ({
  ...row,
  fileName: name ? tx.secrets.open(name, NAME) : '',
})

function mine(actor: Actor): RawBuilder<Row> {
  const reached = reaches(whereCan(actor, 'organisations.register'), sql`i.divisions`, sql`'{}'::uuid[]`)
  return sql<Row>`${select} where ${reached} order by i.started_at desc, i.id desc`
}

export async function listImports(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listImports>,
): Promise<Page<OrganisationImport>> {
  const found = await page(tx, query, mine(actor))
  return { ...found, items: found.items.map((row) => named(tx, row)) }
}

/** The same, all of them. */
export const allImports = (tx: Tx, actor: Actor): Promise<Listed<OrganisationImport>> =>
  listed(tx, mine(actor), (rows) => rows.map((row) => named(tx, row)))

/** @throws Refusal platform.not_found */
export async function getImport(tx: Tx, id: string): Promise<OrganisationImport> {
  const { rows } = await sql<Row>`${select} where i.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return named(tx, rows[0])
}

/** Where the one who handed it in may register bodies. @throws Refusal platform.not_found */
export async function subjectOfImport(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ divisions: string[] }>`
    select divisions from organisations.imports where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return { divisions: rows[0].divisions }
}

export async function listImportProblems(
  tx: Tx,
  { params, query }: Input<typeof routes.listImportProblems>,
  language: Language,
): Promise<Page<ImportProblem>> {
  const rows: RawBuilder<Omit<ImportProblem, 'message'>> = sql`
    select row, column_name as "column", code, params, warning from organisations.import_problems
     where import_id = ${params.importId} order by warning, row, column_name, code`
  const listed = await page(tx, query, rows)
  const items = listed.items.map((each) => ({ ...each, message: sentence(language, each.code, each.params) }))
  return { ...listed, items }
}
