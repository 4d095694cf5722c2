import type { Actor } from '@shanju/contract/access.ts'
import type { Begin, Taken } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import { newPublicId, uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { checkWords, personOf, tell } from '../tell.ts'

/** Begins a project from a need. @throws Refusal projects.fund_not_open, regulations.blocked */
export async function begin(tx: Tx, actor: Actor, wanted: Begin): Promise<Taken> {
  const { rows } = await sql<{ state: string }>`select state from funds.pub_funds where id = ${wanted.fundId}`.execute(
    tx.db,
  )
  if (rows[0]?.state !== 'open') throw refuse('projects.fund_not_open')
  await checkWords(tx, { name: wanted.name, text: wanted.need })
  const [id, code] = [uuidv7(tx.now), newPublicId()]
  const by = personOf(actor)
  await sql`insert into projects.projects (id, code, fund_id, name, people_group, need_source, need, people, begun_by, begun_at)
    values (${id}, ${code}, ${wanted.fundId}, ${wanted.name}, ${wanted.peopleGroup}, ${wanted.needSource},
      ${wanted.need}, ${wanted.people}, ${by}, ${tx.now})`.execute(tx.db)
  await sql`insert into projects.steps (project_id, number, step, from_state, to_state, words, taken_by, taken_at)
    values (${id}, 1, 'begin', 'new', 'idea', ${wanted.need}, ${by}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'begin', id, { fund: wanted.fundId })
  return { id, code, state: 'idea', motionId: null }
}
