import { showId } from '@shanju/contract/kit/ids.ts'
import { begin } from '#modules/projects/actions/begin.ts'
import { CONTENT, FILE_NAME } from '#modules/projects/queries/evidence.ts'
import { OBJECTION, OBJECTION_CONTACT } from '#modules/projects/queries/objections.ts'
import { IDEA, JPEG } from '#modules/projects/testkit.ts'
import { keepFile } from '#platform/files/index.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'
import { newUuid } from './ids.ts'

/** A project of a fund that nobody has published, with evidence and an objection as rows: its steps are not what this is about. */
export async function addProject(
  fresh: FreshDatabase,
  fundId: string,
  name: string,
  texts: { readonly evidenceFile: string; readonly objection: string; readonly objector: string },
) {
  const { id, file, words } = await fresh.database.transact('test', async (tx) => ({
    id: (await begin(tx, SETUP, { ...IDEA, fundId, name })).id,
    file: await keepFile(tx, {
      ...{ name: 'evidence', mediaType: 'application/octet-stream', addedBy: null },
      content: tx.secrets.sealBytes(JPEG, CONTENT),
    }),
    words: {
      name: tx.secrets.seal(texts.evidenceFile, FILE_NAME),
      said: tx.secrets.seal(texts.objection, OBJECTION),
      contact: tx.secrets.seal(texts.objector, OBJECTION_CONTACT),
    },
  }))
  const [evidence, objection] = [newUuid(), newUuid()]
  await fresh.owner.query(
    `insert into projects.evidence (id, project_id, file_id, kind, media_type, bytes, file_name, caption, consent, submitted_at)
     values ($1, $2, $3, 'photo', 'image/jpeg', 10, $4, '现场', false, now())`,
    [evidence, id, file, words.name],
  )
  await fresh.owner.query('alter table projects.objections disable trigger objections_in_time')
  await fresh.owner.query(
    `insert into projects.objections (id, project_id, words, contact, made_at) values ($1, $2, $3, $4, now())`,
    [objection, id, words.said, words.contact],
  )
  await fresh.owner.query('alter table projects.objections enable trigger objections_in_time')
  const { rows } = await fresh.owner.query<{ code: string }>('select code from projects.projects where id = $1', [id])
  return {
    ...{ project: showId('project', id), projectCode: rows[0]?.code ?? '' },
    ...{ evidence: showId('evidence', evidence), objection: showId('objection', objection) },
  }
}
