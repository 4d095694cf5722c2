import { randomBytes } from 'node:crypto'
import { publicIdFrom, showId } from '@shanju/contract/kit/ids.ts'
import { CONTENT, GIVEN_BY } from '#modules/evaluation/queries/photos.ts'
import { REMARK } from '#modules/evaluation/queries/remarks.ts'
import { nameHash, sealNamed } from '#modules/evaluation/queries/roll.ts'
import { FIGURES, PIXEL } from '#modules/evaluation/testkit.ts'
import { keepFile } from '#platform/files/index.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { newUuid } from './ids.ts'

/** A closed evaluation of a project, with one on its roll, a remark and a photo, as rows: its life is not what this is about. */
export async function addEvaluation(
  fresh: FreshDatabase,
  projectId: string,
  texts: { readonly respondent: string; readonly said: string; readonly agreed: string },
) {
  const [id, respondent, photo] = [newUuid(), newUuid(), newUuid()]
  const sealed = await fresh.database.transact('test', async (tx) => ({
    named: sealNamed(tx, { name: texts.respondent, door: '1' }),
    hash: nameHash(tx, texts.respondent),
    remark: tx.secrets.seal(texts.said, REMARK),
    by: tx.secrets.seal(texts.agreed, GIVEN_BY),
    file: await keepFile(tx, {
      ...{ name: 'photo', mediaType: 'application/octet-stream', addedBy: null },
      content: tx.secrets.sealBytes(PIXEL, CONTENT),
    }),
  }))
  const add = (table: string, columns: string, values: unknown[]) =>
    fresh.owner.query(
      `insert into evaluation.${table} (${columns}) values (${values.map((_value, at) => `$${at + 1}`).join(', ')})`,
      values,
    )
  const [questionnaire] = (
    await fresh.owner.query(`select id from evaluation.questionnaires where key = 'standard_all'`)
  ).rows
  const now = new Date('2026-11-20T02:00:00Z')
  const seed = 'a seed'
  const code = publicIdFrom(randomBytes(12))
  await fresh.owner.query(
    `insert into evaluation.evaluations (id, public_id, project_id, questionnaire_id, sampling, margin, least_cell, least_answers,
       closes_at, seed_hash, seed_sealed, recorded_at)
     values ($1, $6, $2, $3, 'all', 50, 5, 10, $4, sha256(convert_to($5, 'UTF8')), '', $4)`,
    [id, projectId, questionnaire?.id, now, seed, code],
  )
  await add('roll', 'id, evaluation_id, number, community, sealed, name_hash, entry_hash', [
    ...[respondent, id, 1, '', sealed.named, sealed.hash, sealed.hash],
  ])
  await add('draws', 'evaluation_id, seed, size, drawn_at', [id, seed, 1, now])
  await add('sampled', 'roll_id, evaluation_id', [respondent, id])
  await add('openings', 'evaluation_id, opened_at', [id, now])
  await add('remarks', 'id, evaluation_id, question, sealed', [newUuid(), id, 5, sealed.remark])
  await add('photos', 'id, evaluation_id, file_id, moment, media_type, bytes, caption, taken_on, added_at', [
    ...[photo, id, sealed.file, 'before', 'image/png', PIXEL.length, '之前', '2026-11-01', now],
  ])
  await add('consents', 'photo_id, number, scope, given_by, given_on, recorded_at', [
    ...[photo, 1, 'internal', sealed.by, '2026-11-01', now],
  ])
  await add('results', 'evaluation_id, figures, closed_at', [id, JSON.stringify(FIGURES), now])
  return {
    ...{
      evaluation: showId('evaluation', id),
      evaluationCode: code,
      questionnaire: showId('questionnaire', questionnaire?.id),
    },
    ...{ respondent: showId('respondent', respondent), photo: showId('photo', photo) },
  }
}
