import type { Actor } from '@shanju/contract/access.ts'
import type { ColumnChoice } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import { addJob } from '#platform/jobs/outbox.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { firstRows } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { missingColumns } from '../logic/import-columns.ts'
import { LOOKED_AT, type Plan, rememberedOf } from '../logic/plan.ts'
import { getGiftFund } from '../queries/funds.ts'
import { headingsHash, sealHeadings, sealPlan, sealRules } from '../queries/import-secrets.ts'
import { subjectOfImport } from '../queries/imports.ts'
import { CHECK_IMPORT } from '../queries/job-names.ts'
import { openImportFile } from '../queries/sealed-file.ts'

/** Nothing of it stands in the books in these states, so it may still be read another way. */
const UNLOADED = new Set(['mapping', 'checked', 'nothing_new'])

/**
 * Somebody says which column is which; the file is checked (again) that way, and the way is remembered for the host and
 * these headings where they give it a name.
 * @throws Refusal giving.import_not_found, columns_settled, heading_not_there, column_missing, unknown_other_host
 */
export async function chooseColumns(
  tx: Tx,
  actor: Actor,
  importId: string,
  choice: ColumnChoice,
  { check = true } = {},
): Promise<void> {
  const { rows } = await sql<{ state: string; host_id: string }>`
    select state, host_id from giving.imports where id = ${importId} for update`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('giving.import_not_found')
  if (!UNLOADED.has(found.state)) throw refuse('giving.columns_settled')
  const { content } = await openImportFile(tx, importId)
  const heading = (await firstRows(content, LOOKED_AT)).find(({ row }) => row === choice.headingRow)
  if (!heading) throw refuse('giving.heading_not_there', { row: choice.headingRow })
  const plan = planOf(choice, heading.cells)
  if (choice.fundId && (await getGiftFund(tx, choice.fundId)).hostId !== found.host_id) {
    throw refuse('giving.unknown_other_host')
  }
  const mappingId =
    choice.rememberAs === ''
      ? null
      : await remember(tx, actor, { hostId: found.host_id, name: choice.rememberAs, plan, cells: heading.cells })
  await sql`update giving.imports set state = 'checking', plan = ${sealPlan(tx.secrets, plan)}, mapping_id = ${mappingId},
      problem = null, problem_params = '{}', row_count = null, done_count = 0, updated_at = ${tx.now}
    where id = ${importId}`.execute(tx.db)
  if (check) await addJob(tx, CHECK_IMPORT, { importId }, { key: `${CHECK_IMPORT} ${importId}` })
  await record(tx, actor, {
    action: 'giving.choose_columns',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: { columns: Object.keys(plan.columns), remembered: mappingId !== null },
  })
}

function planOf({ rememberAs: _, ...choice }: ColumnChoice, cells: readonly string[]): Plan {
  const outside = Object.values(choice.columns).some((at) => at >= cells.length)
  const missing = missingColumns(choice.columns, choice.fundId !== null || choice.unknown !== 'never')
  if (missing.length > 0 || outside) throw refuse('giving.column_missing', { columns: missing.join('、') })
  return { ...choice, width: cells.length }
}

interface ToRemember {
  readonly hostId: string
  readonly name: string
  readonly plan: Plan
  readonly cells: readonly string[]
}

/** A host remembers one way for one set of headings: what is said later is what holds. */
async function remember(tx: Tx, actor: Actor, { hostId, name, plan, cells }: ToRemember): Promise<string> {
  const rules = sealRules(tx.secrets, rememberedOf(plan, cells))
  const { rows } = await sql<{ id: string }>`
    insert into giving.mappings (id, host_id, name, headings, headings_hash, rules, created_by, created_at)
    values (${uuidv7(tx.now)}, ${hostId}, ${name}, ${sealHeadings(tx.secrets, cells)}, ${headingsHash(tx.secrets, cells)},
      ${rules}, ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})
    on conflict (host_id, headings_hash) do update set name = excluded.name, rules = excluded.rules
    returning id`.execute(tx.db)
  if (!rows[0]) throw new Error('what is remembered has a row')
  return rows[0].id
}
