import type { Actor } from '@shanju/contract/access.ts'
import type { EvidenceQuery, Review } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import { keepFile, paperTypeOf } from '#platform/files/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { CONTENT, FILE_NAME } from '../queries/evidence.ts'
import { standingOf } from '../queries/facts.ts'
import { checkWords, holdProject, personOf, tell } from '../tell.ts'

const OPEN_STATES: readonly string[] = ['announced', 'agreed', 'running', 'paused', 'stopped']

/**
 * Keeps evidence, the file and its name sealed. What it is, its first bytes say, not its name.
 * @throws Refusal projects.project_not_found, step_not_allowed, milestone_unknown, evidence_of_other_kind, regulations.blocked
 */
export async function addEvidence(
  tx: Tx,
  actor: Actor,
  id: string,
  said: EvidenceQuery,
  content: Buffer,
): Promise<{ id: string }> {
  await holdProject(tx, id)
  const { state, milestones } = await standingOf(tx, id)
  if (!OPEN_STATES.includes(state)) throw refuse('projects.step_not_allowed', { state, step: 'add_evidence' })
  if (said.milestone !== undefined && said.milestone > milestones) throw refuse('projects.milestone_unknown')
  const mediaType = paperTypeOf(content)
  if (!mediaType) throw refuse('projects.evidence_of_other_kind')
  await checkWords(tx, { text: said.caption })
  const [by, evidenceId] = [personOf(actor), uuidv7(tx.now)]
  const fileId = await keepFile(tx, {
    name: 'evidence',
    mediaType: 'application/octet-stream',
    content: tx.secrets.sealBytes(content, CONTENT),
    addedBy: by,
  })
  await sql`
    insert into projects.evidence (id, project_id, file_id, kind, media_type, bytes, file_name, caption, milestone, consent,
      submitted_by, submitted_at)
    values (${evidenceId}, ${id}, ${fileId}, ${said.kind}, ${mediaType}, ${content.length},
      ${tx.secrets.seal(said.fileName, FILE_NAME)}, ${said.caption}, ${said.milestone ?? null}, ${said.consent === 'yes'},
      ${by}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'add_evidence', id, { kind: said.kind, file: fileId, bytes: content.length })
  return { id: evidenceId }
}

/** @throws Refusal projects.evidence_not_found, evidence_reviewed, own_work */
export async function reviewEvidence(
  tx: Tx,
  actor: Actor,
  evidenceId: string,
  said: Review,
): Promise<{ projectId: string }> {
  const { rows } = await sql<{ projectId: string; by: string | null; reviewed: boolean }>`
    select e.project_id as "projectId", e.submitted_by as by,
           exists (select 1 from projects.reviews r where r.evidence_id = e.id) as reviewed
      from projects.evidence e where e.id = ${evidenceId}`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('projects.evidence_not_found')
  const by = personOf(actor)
  if (by === null || found.by === by) throw refuse('projects.own_work')
  const { rows: made } = found.reviewed
    ? { rows: [] }
    : await sql`insert into projects.reviews (evidence_id, accepted, words, reviewed_by, reviewed_at)
        values (${evidenceId}, ${said.accepted}, ${said.words}, ${by}, ${tx.now})
        on conflict do nothing returning 1`.execute(tx.db)
  if (!made[0]) throw refuse('projects.evidence_reviewed')
  await tell(tx, actor, 'review_evidence', found.projectId, { evidence: evidenceId, accepted: said.accepted })
  return { projectId: found.projectId }
}
