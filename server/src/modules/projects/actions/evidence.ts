import type { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import type { EvidenceQuery, Review } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import { keepFile, LARGEST_FILE } from '#platform/files/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { typeOf } from '../logic/file-type.ts'
import { CONTENT, FILE_NAME } from '../queries/evidence.ts'
import { standingOf } from '../queries/facts.ts'
import { checkWords, holdProject, personOf, tell } from '../tell.ts'

const MEGABYTE = 1024 * 1024
/** Sealing adds 29 bytes; the limit people are told is a round number below what a blob holds. */
const LARGEST_MEGABYTES = Math.floor(LARGEST_FILE / MEGABYTE) - 1
const OPEN_STATES: readonly string[] = ['announced', 'agreed', 'running', 'paused', 'stopped']

/**
 * Reads an upload into memory. What comes beyond the limit is thrown away as it arrives, so that the sender gets an answer
 * instead of a broken pipe.
 * @throws Refusal projects.evidence_too_large
 */
export async function readBody(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += (chunk as Buffer).length
    if (size <= LARGEST_MEGABYTES * MEGABYTE) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  if (size > LARGEST_MEGABYTES * MEGABYTE) throw refuse('projects.evidence_too_large', { megabytes: LARGEST_MEGABYTES })
  return Buffer.concat(chunks)
}

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
  const mediaType = typeOf(content)
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
