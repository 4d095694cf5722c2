import type { Readable } from 'node:stream'
import type { Actor } from '@shanju/contract/access.ts'
import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import { sql } from 'kysely'
import { keepFile, LARGEST_SEALED, readWhole } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseEvidence } from '../logic/decide-duty.ts'
import { getDutyRow, subjectOf, subjectOfDuty } from '../queries/duties.ts'
import { getDuty } from '../queries/duty-record.ts'
import { FILE_CONTENT, FILE_NAME, openEvidence } from '../queries/evidence.ts'

/** @throws Refusal regulations.evidence_too_large, regulations.evidence_empty */
export async function readEvidenceBody(body: Readable): Promise<Buffer> {
  const content = await readWhole(body, LARGEST_SEALED, 'regulations.evidence_too_large')
  if (content.length === 0) throw refuse('regulations.evidence_empty')
  return content
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
