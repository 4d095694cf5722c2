import type { Actor } from '@shanju/contract/access.ts'
import type { Objects } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { OBJECTION, OBJECTION_CONTACT } from '../queries/objections.ts'
import { checkWords, holdProject, personOf, tell } from '../tell.ts'

/**
 * Anybody objects while the notice runs. Nothing of the maker is kept but what they write, and that sealed.
 * @throws Refusal projects.project_not_found, notice_over
 */
export async function object(
  tx: Tx,
  actor: Actor,
  code: string,
  said: Objects,
): Promise<{ code: string; objections: number }> {
  const { rows } = await sql<{ id: string; public: boolean }>`
    select p.id, p.notice_until is not null as public from projects.pub_projects p where p.code = ${code}`.execute(
    tx.db,
  )
  const [found] = rows
  if (!found?.public) throw refuse('projects.project_not_found')
  await holdProject(tx, found.id)
  const open = await sql`select 1 from projects.pub_projects
    where id = ${found.id} and state = 'noticed' and notice_until >= ${tx.today}::date`.execute(tx.db)
  if (!open.rows[0]) throw refuse('projects.notice_over')
  const contact = said.contact === '' ? null : tx.secrets.seal(said.contact, OBJECTION_CONTACT)
  await sql`insert into projects.objections (id, project_id, words, contact, made_at)
    values (${uuidv7(tx.now)}, ${found.id}, ${tx.secrets.seal(said.words, OBJECTION)}, ${contact}, ${tx.now})`.execute(
    tx.db,
  )
  await tell(tx, actor, 'object', found.id)
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from projects.objections where project_id = ${found.id}`.execute(tx.db)
  return { code, objections: counted.rows[0]?.n ?? 0 }
}

/** The answer is published; what was objected stays with staff. @throws Refusal projects.objection_not_found, objection_answered */
export async function answerObjection(tx: Tx, actor: Actor, id: string, words: string): Promise<{ projectId: string }> {
  const { rows } = await sql<{ projectId: string }>`
    select project_id as "projectId" from projects.objections where id = ${id}`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('projects.objection_not_found')
  await checkWords(tx, { text: words })
  const made = await sql`insert into projects.answers (objection_id, words, answered_by, answered_at)
    values (${id}, ${words}, ${personOf(actor)}, ${tx.now}) on conflict do nothing returning 1`.execute(tx.db)
  if (!made.rows[0]) throw refuse('projects.objection_answered')
  await tell(tx, actor, 'answer_objection', found.projectId)
  return { projectId: found.projectId }
}
