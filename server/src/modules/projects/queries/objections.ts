import type { Actor } from '@shanju/contract/access.ts'
import type { Objection } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { tell } from '../tell.ts'

export const OBJECTION = 'projects.objections.words'
export const OBJECTION_CONTACT = 'projects.objections.contact'

interface Row extends Omit<Objection, 'words' | 'contact'> {
  readonly words: Buffer
  readonly contact: Buffer | null
}

async function rowsOf(tx: Tx, projectId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.id, o.words, o.contact, o.made_at as "madeAt", a.words is not null as answered, a.words as answer
      from projects.objections o left join projects.answers a on a.objection_id = o.id
     where o.project_id = ${projectId} order by o.made_at, o.id`.execute(tx.db)
  return rows
}

/** That there were objections, and what was answered. */
export async function objectionsOf(tx: Tx, projectId: string) {
  return (await rowsOf(tx, projectId)).map(({ words: _words, contact: _contact, ...row }) => row)
}

/** With their words and how to reach the makers; that somebody read them stands on the trail. */
export async function readObjections(tx: Tx, actor: Actor, projectId: string): Promise<{ objections: Objection[] }> {
  const rows = await rowsOf(tx, projectId)
  await tell(tx, actor, 'read_objections', projectId)
  return {
    objections: rows.map((row) => ({
      ...row,
      words: tx.secrets.open(row.words, OBJECTION),
      contact: row.contact && tx.secrets.open(row.contact, OBJECTION_CONTACT),
    })),
  }
}
