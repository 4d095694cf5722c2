import type { Actor } from '@shanju/contract/access.ts'
import type { Consent, PhotoQuery } from '@shanju/contract/evaluation/photo-routes.ts'
import type { Photo } from '@shanju/contract/evaluation/shapes.ts'
import { sql } from 'kysely'
import { keepFile, paperTypeOf, withoutTraces } from '#platform/files/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { CONTENT, GIVEN_BY, getPhoto } from '../queries/photos.ts'
import { evaluationState, getEvaluationRow } from '../queries/rows.ts'
import { checkWords, personOf, tell } from '../tell.ts'

/**
 * Keeps a photo sealed, with all taken out of it that tells where, when and by what it was made. Nobody sees it before somebody
 * consented.
 * @throws Refusal evaluation.evaluation_not_found, cancelled, day_ahead, photo_of_other_kind, regulations.blocked
 */
export async function addPhoto(tx: Tx, actor: Actor, id: string, said: PhotoQuery, content: Buffer): Promise<Photo> {
  const row = await getEvaluationRow(tx, id)
  if (evaluationState(row, tx.now) === 'cancelled') throw refuse('evaluation.cancelled')
  if (said.takenOn > tx.today) throw refuse('evaluation.day_ahead')
  const mediaType = paperTypeOf(content)
  const clean =
    mediaType === undefined || mediaType === 'application/pdf' ? undefined : withoutTraces(content, mediaType)
  if (!clean || !mediaType) throw refuse('evaluation.photo_of_other_kind')
  await checkWords(tx, [said.caption])
  const [by, photoId] = [personOf(actor), uuidv7(tx.now)]
  const fileId = await keepFile(tx, {
    name: 'photo',
    mediaType: 'application/octet-stream',
    content: tx.secrets.sealBytes(clean, CONTENT),
    addedBy: by,
  })
  await sql`
    insert into evaluation.photos (id, evaluation_id, file_id, moment, media_type, bytes, caption, taken_on, added_by, added_at)
    values (${photoId}, ${id}, ${fileId}, ${said.moment}, ${mediaType}, ${clean.length}, ${said.caption}, ${said.takenOn},
      ${by}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'add_photo', { id, projectId: row.project.id }, { photo: photoId, bytes: clean.length })
  return getPhoto(tx, photoId)
}

/** Locks the photo, so that a consent and its withdrawal follow each other. */
async function held(
  tx: Tx,
  photoId: string,
): Promise<{ id: string; projectId: string; withdrawn: boolean; last: number }> {
  const { rows } = await sql<{ id: string; projectId: string; withdrawn: boolean; last: number }>`
    select e.id, e.project_id as "projectId",
           exists (select 1 from evaluation.withdrawals w where w.photo_id = p.id) as withdrawn,
           (select coalesce(max(number), 0) from evaluation.consents c where c.photo_id = p.id)::int as last
      from evaluation.photos p join evaluation.evaluations e on e.id = p.evaluation_id,
           lateral evaluation.hold(p.evaluation_id) where p.id = ${photoId}`.execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.photo_not_found')
  return rows[0]
}

/** @throws Refusal evaluation.photo_not_found, day_ahead, consent_ended */
export async function giveConsent(tx: Tx, actor: Actor, photoId: string, given: Consent): Promise<Photo> {
  const photo = await held(tx, photoId)
  if (given.on > tx.today) throw refuse('evaluation.day_ahead')
  if (photo.withdrawn) throw refuse('evaluation.consent_ended')
  await sql`insert into evaluation.consents (photo_id, number, scope, given_by, given_on, recorded_by, recorded_at)
    values (${photoId}, ${photo.last + 1}, ${given.scope}, ${tx.secrets.seal(given.by, GIVEN_BY)}, ${given.on},
      ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'consent', photo, { photo: photoId, scope: given.scope })
  return getPhoto(tx, photoId)
}

/** From this moment on no public page has the photo. @throws Refusal evaluation.photo_not_found, consent_ended */
export async function withdrawConsent(tx: Tx, actor: Actor, photoId: string): Promise<Photo> {
  const photo = await held(tx, photoId)
  if (photo.withdrawn) throw refuse('evaluation.consent_ended')
  await sql`insert into evaluation.withdrawals (photo_id, recorded_by, recorded_at)
    values (${photoId}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'withdraw_consent', photo, { photo: photoId })
  return getPhoto(tx, photoId)
}
