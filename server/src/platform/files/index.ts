import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { LARGEST_FILE } from './upload.ts'

export { paperTypeOf } from './paper-type.ts'
export { withoutTraces } from './traces.ts'
export { LARGEST_FILE, LARGEST_SEALED, readWhole } from './upload.ts'

export interface NewFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  readonly addedBy: string | null
}

/** Keeps a file; equal bytes are stored once. Returns its id. */
export async function keepFile(tx: Tx, file: NewFile): Promise<string> {
  if (file.content.length > LARGEST_FILE) throw refuse('platform.file_too_large', { megabytes: LARGEST_FILE / 1048576 })
  const hash = createHash('sha256').update(file.content).digest()
  await tx.db
    .insertInto('files.blobs')
    .values({ hash, size: file.content.length, content: file.content, created_at: tx.now })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  const id = uuidv7(tx.now)
  await tx.db
    .insertInto('files.files')
    .values({
      id,
      hash,
      name: file.name,
      media_type: file.mediaType,
      added_by: file.addedBy,
      created_at: tx.now,
    })
    .execute()
  return id
}

export interface KeptFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  readonly hash: Buffer
}

/** @throws Error when there is no such file: callers hold ids they got from their own rows */
export async function readFile(tx: Tx, id: string): Promise<KeptFile> {
  const row = await tx.db
    .selectFrom('files.files')
    .innerJoin('files.blobs', 'files.blobs.hash', 'files.files.hash')
    .select(['name', 'media_type', 'content', 'files.blobs.hash'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Error(`file ${id} is gone`)
  return { name: row.name, mediaType: row.media_type, content: row.content, hash: row.hash }
}

/** The first kept content that is no longer what its hash says, as hexadecimal digits. */
export async function verifyFiles(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from files.blobs where hash <> sha256(content) or size <> length(content)
     order by hash limit 1`.execute(tx.db)
  return rows[0]?.hash
}
