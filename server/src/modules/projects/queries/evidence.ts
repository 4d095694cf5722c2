import type { Actor } from '@shanju/contract/access.ts'
import type { Evidence, PublicProject } from '@shanju/contract/projects/shapes.ts'
import type { EvidenceType } from '@shanju/contract/projects/vocab.ts'
import { sql } from 'kysely'
import { readFile } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { personOf, tell } from '../tell.ts'

export const CONTENT = 'projects.evidence.content'
export const FILE_NAME = 'projects.evidence.name'

interface Row extends Omit<Evidence, 'fileName' | 'mine' | 'review'> {
  readonly fileName: Buffer
  readonly by: string | null
  readonly accepted: boolean | null
  readonly words: string | null
  readonly reviewedAt: Date | null
}

/** Everything handed in, newest first. */
export async function evidenceOf(tx: Tx, actor: Actor, projectId: string): Promise<Evidence[]> {
  const { rows } = await sql<Row>`
    select e.id, e.kind, e.caption, e.milestone, e.media_type as "mediaType", e.bytes, e.submitted_at as "addedAt",
           e.file_name as "fileName", e.consent, e.submitted_by as by, r.accepted, r.words, r.reviewed_at as "reviewedAt"
      from projects.evidence e left join projects.reviews r on r.evidence_id = e.id
     where e.project_id = ${projectId} order by e.submitted_at desc, e.id desc`.execute(tx.db)
  const me = personOf(actor)
  return rows.map(({ by, accepted, words, reviewedAt, fileName, ...row }) => ({
    ...row,
    fileName: tx.secrets.open(fileName, FILE_NAME),
    mine: me !== null && by === me,
    review: reviewedAt && { accepted: accepted ?? false, words: words ?? '', at: reviewedAt },
  }))
}

/** What anybody may see: accepted, its people agreed, and no sign-in sheet, which names them. */
const SHOWN = sql`e.consent and e.kind <> 'sign_in' and r.accepted`

export async function publicEvidenceOf(tx: Tx, projectId: string): Promise<PublicProject['evidence']> {
  const { rows } = await sql<PublicProject['evidence'][number]>`
    select e.id, e.kind, e.caption, e.milestone, e.media_type as "mediaType", e.bytes, e.submitted_at as "addedAt"
      from projects.evidence e join projects.reviews r on r.evidence_id = e.id
     where e.project_id = ${projectId} and ${SHOWN} order by e.submitted_at, e.id`.execute(tx.db)
  return rows
}

interface File {
  readonly name: string
  readonly mediaType: EvidenceType
  readonly content: Buffer
}

async function open(tx: Tx, id: string, publicOnly: boolean): Promise<File & { readonly projectId: string }> {
  const { rows } = await sql<{ projectId: string; fileId: string; fileName: Buffer; mediaType: EvidenceType }>`
    select e.project_id as "projectId", e.file_id as "fileId", e.file_name as "fileName", e.media_type as "mediaType"
      from projects.evidence e left join projects.reviews r on r.evidence_id = e.id
     where e.id = ${id} and (${!publicOnly} or ${SHOWN})`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('projects.evidence_not_found')
  const { content } = await readFile(tx, found.fileId)
  const { projectId, mediaType } = found
  const name = publicOnly ? `evidence.${mediaType.split('/')[1]}` : tx.secrets.open(found.fileName, FILE_NAME)
  return { projectId, mediaType, name, content: tx.secrets.openBytes(content, CONTENT) }
}

/** One file for staff; it may show people, so reading it leaves a trail row. @throws Refusal projects.evidence_not_found */
export async function readEvidence(tx: Tx, actor: Actor, id: string): Promise<File> {
  const file = await open(tx, id, false)
  await tell(tx, actor, 'read_evidence', file.projectId, { evidence: id })
  return file
}

/** @throws Refusal projects.evidence_not_found */
export const readPublicEvidence = (tx: Tx, id: string): Promise<File> => open(tx, id, true)
