import { createHash } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/evaluation/routes.ts'
import type { Respondent } from '@shanju/contract/evaluation/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { tell } from '../tell.ts'
import { getEvaluationRow } from './rows.ts'

const SEALED = 'evaluation.roll.sealed'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const nameHash = (tx: Tx, name: string): Buffer => tx.secrets.keyedHash(name, 'evaluation.roll.name_hash')
export const codeHash = (tx: Tx, code: string): Buffer => tx.secrets.keyedHash(code, 'evaluation.codes.code_hash')

interface Named {
  readonly name: string
  readonly door: string
}

export const sealNamed = (tx: Tx, { name, door }: Named): Buffer => tx.secrets.seal(`${name}\n${door}`, SEALED)

export function openNamed(tx: Tx, sealed: Buffer): Named {
  const [name = '', door = ''] = tx.secrets.open(sealed, SEALED).split('\n')
  return { name, door }
}

interface RollRow extends Omit<Respondent, 'name' | 'door'> {
  readonly sealed: Buffer
}

const select = (found: RawBuilder<unknown>): RawBuilder<RollRow> => sql<RollRow>`
  select x.id, x.number, x.community, x.sealed, s.roll_id is not null as asked, v.manner,
         exists (select 1 from evaluation.codes k where k.roll_id = x.id) as coded
    from evaluation.roll x
    left join evaluation.sampled s on s.roll_id = x.id
    left join evaluation.answered v on v.roll_id = x.id
   where ${found} order by x.number`

/** By name, so it leaves a trail row. A name is found whole, because only its hash can be compared. */
export async function listRoll(
  tx: Tx,
  actor: Actor,
  { params, query }: Input<typeof routes.listRoll>,
): Promise<Page<Respondent>> {
  const { id, project } = await getEvaluationRow(tx, params.id)
  await tell(tx, actor, 'read_roll', { id, projectId: project.id })
  const q = (query.q ?? '').normalize('NFKC').trim()
  const found = [sql`x.evaluation_id = ${id}`]
  if (/^\d{1,6}$/.test(q)) found.push(sql`x.number = ${Number(q)}`)
  else if (q !== '') found.push(sql`x.name_hash = ${nameHash(tx, q)}`)
  if (query.asked) found.push(sql`s.roll_id is not null`)
  if (query.asked === 'waiting') found.push(sql`v.roll_id is null`)
  const rows = await page(tx, query, select(sql.join(found, sql` and `)))
  return { ...rows, items: rows.items.map(({ sealed, ...row }) => ({ ...row, ...openNamed(tx, sealed) })) }
}

/** Somebody on this evaluation's roll. @throws Refusal evaluation.respondent_not_found */
export async function respondentOf(tx: Tx, evaluationId: string, respondentId: string): Promise<RollRow> {
  const { rows } = await select(sql`x.evaluation_id = ${evaluationId} and x.id = ${respondentId}`).execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.respondent_not_found')
  return rows[0]
}
