import type { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import { sql } from 'kysely'
import { keepFile, LARGEST_FILE } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseEvidence } from '../logic/decide-duty.ts'
import { getDutyRow, subjectOf, subjectOfDuty } from '../queries/duties.ts'
import { getDuty } from '../queries/duty-record.ts'
import { FILE_CONTENT, FILE_NAME, openEvidence } from '../queries/evidence.ts'

const MEGABYTE = 1024 * 1024
/** Sealing adds 29 bytes; the limit people are told is a round number below what a blob holds. */
const LARGEST_MEGABYTES = Math.floor(LARGEST_FILE / MEGABYTE) - 1

/**
 * Reads an upload into memory. What comes beyond the limit is thrown away as it arrives, so that the sender gets an answer
 * instead of a broken pipe.
 * @throws Refusal regulations.evidence_too_large, regulations.evidence_empty
 */
export async function readEvidenceBody(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += (chunk as Buffer).length
    if (size <= LARGEST_MEGABYTES * MEGABYTE) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  if (size > LARGEST_MEGABYTES * MEGABYTE)
    throw refuse('regulations.evidence_too_large', { megabytes: LARGEST_MEGABYTES })
  if (size === 0) throw refuse('regulations.evidence_empty')
  return Buffer.concat(chunks)
}

/** Keeps a file as evidence, name and content sealed. @throws Refusal regulations.not_the_owner */
export async function addEvidence(
  tx: Tx,
  actor: Actor,
  dutyId: string,
  file: { readonly name: string; readonly content: Buffer },
): Promise<DutyRecord> {
  const duty = await getDutyRow(tx, dutyId)
  const subject = subjectOf(duty)
  const refused = refuseEvidence(actor, { state: duty.state, ownerRole: duty.ownerRole, subject })
  if (refused) throw refuse(`regulations.${refused.code}`, refused.params)
  const addedBy = actor.kind === 'person' ? actor.personId : null
  const fileId = await keepFile(tx, {
    name: 'evidence',
    mediaType: 'application/octet-stream',
    content: tx.secrets.sealBytes(file.content, FILE_CONTENT),
    addedBy,
  })
  await sql`insert into regulations.evidence_files (duty_id, file_id, file_name, added_by, added_at)
    values (${dutyId}, ${fileId}, ${tx.secrets.seal(file.name, FILE_NAME)}, ${addedBy}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'regulations.add_evidence',
    subjectKind: 'duty',
    subjectId: dutyId,
    subject,
    details: { rule: duty.regulationId, file: fileId, bytes: file.content.length },
  })
  return getDuty(tx, dutyId)
}

/** One file of the evidence. Papers name people, so reading one leaves a trail row. @throws Refusal platform.not_found */
export async function readEvidence(
  tx: Tx,
  actor: Actor,
  dutyId: string,
  fileId: string,
): Promise<{ name: string; content: Buffer }> {
  const file = await openEvidence(tx, dutyId, fileId)
  await record(tx, actor, {
    action: 'regulations.read_evidence',
    subjectKind: 'duty',
    subjectId: dutyId,
    subject: await subjectOfDuty(tx, dutyId),
    details: { file: fileId },
  })
  return file
}
