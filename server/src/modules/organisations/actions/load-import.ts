import { type Actor, can } from '@shanju/contract/access.ts'
import type { OrganisationImport } from '@shanju/contract/organisations/registry.ts'
import { registerInput } from '@shanju/contract/organisations/shapes.ts'
import { sql } from 'kysely'
import { subjectOfDivision } from '#modules/divisions/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { getImport, subjectOfImport } from '../queries/imports.ts'
import { enterOrganisation } from './register-organisation.ts'

interface Kept {
  readonly state: string
  readonly bad_count: number
  readonly rows: readonly unknown[]
}

/** Takes an import for this transaction: of two people pressing at once one finds it changed. */
async function lockImport(tx: Tx, id: string): Promise<Kept> {
  const { rows } = await sql<Kept>`
    select state, bad_count, rows from organisations.imports where id = ${id} for update`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return rows[0]
}

/**
 * Registers every new body of a checked file, in one transaction: all of them or none. Each is entered by the same act
 * as one typed in, with its rules, its right and its trail row; what changed since the check refuses the whole.
 * @throws Refusal platform.not_found, organisations.import_not_checked, import_has_bad_rows, import_nothing_new, and
 *   whatever refuses one body
 */
export async function loadImport(tx: Tx, actor: Actor, id: string): Promise<OrganisationImport> {
  const kept = await lockImport(tx, id)
  if (kept.state !== 'checked') throw refuse('organisations.import_not_checked')
  if (kept.bad_count > 0) throw refuse('organisations.import_has_bad_rows', { count: kept.bad_count })
  const bodies = kept.rows.map((row) => registerInput.decode(row as never))
  if (bodies.length === 0) throw refuse('organisations.import_nothing_new')
  for (const code of new Set(bodies.map((body) => body.registeredIn))) {
    // Somebody else may load what one with a wider reach has checked.
    if (!can(actor, 'organisations.register', await subjectOfDivision(tx, code))) throw refuse('platform.not_permitted')
  }
  for (const body of bodies) await enterOrganisation(tx, actor, body, id)
  await moveTo(tx, id, 'loaded')
  await tell(tx, actor, 'organisations.load_import', id, bodies.length)
  return getImport(tx, id)
}

/** What PostgreSQL says when the owner's function may not undo, and what that means to people. */
const NOT_UNDONE: Readonly<Record<string, string>> = {
  '55000': 'organisations.import_not_loaded',
  '55006': 'organisations.import_changed_since',
  '23503': 'organisations.import_in_use',
}

/**
 * Takes the bodies of an import back out. The role app cannot delete a body; the owner's function does, as long as all of
 * them stand as they came and nothing refers to any.
 * @throws Refusal organisations.import_not_loaded, import_changed_since, import_in_use
 */
export async function undoImport(tx: Tx, actor: Actor, id: string): Promise<OrganisationImport> {
  await lockImport(tx, id)
  const { rows } = await sql<{ gone: number }>`select organisations.undo_import(${id}) as gone`
    .execute(tx.db)
    .catch((error: { code?: string }) => {
      const code = NOT_UNDONE[error.code ?? '']
      throw code ? refuse(code) : error
    })
  await moveTo(tx, id, 'undone')
  await tell(tx, actor, 'organisations.undo_import', id, rows[0]?.gone ?? 0)
  return getImport(tx, id)
}

async function moveTo(tx: Tx, id: string, state: 'loaded' | 'undone'): Promise<void> {
  await sql`update organisations.imports set state = ${state}, updated_at = ${tx.now} where id = ${id}`.execute(tx.db)
}

async function tell(tx: Tx, actor: Actor, action: string, id: string, bodies: number): Promise<void> {
  const subject = await subjectOfImport(tx, id)
  await record(tx, actor, { action, subjectKind: 'organisation_import', subjectId: id, subject, details: { bodies } })
}
