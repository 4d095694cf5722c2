import type { Actor } from '@shanju/contract/access.ts'
import type { Photo, PublicEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import { sql } from 'kysely'
import { readFile } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tell } from '../tell.ts'

export const CONTENT = 'evaluation.photos.content'
export const GIVEN_BY = 'evaluation.consents.given_by'

interface Row extends Omit<Photo, 'consentBy'> {
  readonly givenBy: Buffer | null
  readonly evaluationId: string
}

/** The newest consent of each photo. */
const NEWEST = sql`left join lateral (
  select * from evaluation.consents x where x.photo_id = p.id order by x.number desc limit 1) c on true`
const WITHDRAWN = sql`exists (select 1 from evaluation.withdrawals w where w.photo_id = p.id)`
/** What anybody may see: somebody agreed to all seeing it, and nobody took that back. */
const SHOWN = sql`c.scope = 'public' and not ${WITHDRAWN}`

const select = (found: ReturnType<typeof sql>) => sql<Row>`
  select p.id, p.evaluation_id as "evaluationId", p.moment, p.caption, p.taken_on as "takenOn", p.bytes, c.scope,
         c.given_by as "givenBy", c.given_on as "consentOn", ${WITHDRAWN} as withdrawn
    from evaluation.photos p ${NEWEST} where ${found} order by p.moment desc, p.added_at, p.id`

const shown = (tx: Tx, { givenBy, evaluationId: _evaluationId, ...row }: Row): Photo => ({
  ...row,
  consentBy: givenBy && tx.secrets.open(givenBy, GIVEN_BY),
})

export async function photosOf(tx: Tx, evaluationId: string): Promise<Photo[]> {
  const { rows } = await select(sql`p.evaluation_id = ${evaluationId}`).execute(tx.db)
  return rows.map((row) => shown(tx, row))
}

/** @throws Refusal evaluation.photo_not_found */
export async function getPhoto(tx: Tx, id: string): Promise<Photo> {
  const { rows } = await select(sql`p.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.photo_not_found')
  return shown(tx, rows[0])
}

export async function publicPhotosOf(tx: Tx, evaluationId: string): Promise<PublicEvaluation['photos']> {
  const { rows } = await select(sql`p.evaluation_id = ${evaluationId} and ${SHOWN}`).execute(tx.db)
  return rows.map(({ id, moment, caption, takenOn }) => ({ id, moment, caption, takenOn }))
}

interface File {
  readonly name: string
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly content: Buffer
}

async function open(tx: Tx, id: string, publicOnly: boolean) {
  const { rows } = await sql<{
    fileId: string
    mediaType: File['mediaType']
    evaluationId: string
    projectId: string
  }>`
    select p.file_id as "fileId", p.media_type as "mediaType", p.evaluation_id as "evaluationId", e.project_id as "projectId"
      from evaluation.photos p join evaluation.evaluations e on e.id = p.evaluation_id ${NEWEST}
     where p.id = ${id} and (${!publicOnly} or ${SHOWN})`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('evaluation.photo_not_found')
  const { content } = await readFile(tx, found.fileId)
  const file: File = {
    name: `photo.${found.mediaType.split('/')[1]}`,
    mediaType: found.mediaType,
    content: tx.secrets.openBytes(content, CONTENT),
  }
  return { ...found, file }
}

/** One photo for staff; it may show people, so reading it leaves a trail row. @throws Refusal evaluation.photo_not_found */
export async function readPhoto(tx: Tx, actor: Actor, id: string): Promise<File> {
  const { file, evaluationId, projectId } = await open(tx, id, false)
  await tell(tx, actor, 'read_photo', { id: evaluationId, projectId }, { photo: id })
  return file
}

/** @throws Refusal evaluation.photo_not_found */
export const readPublicPhoto = async (tx: Tx, id: string): Promise<File> => (await open(tx, id, true)).file
