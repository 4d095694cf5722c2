import { fromUtf8, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { formatTreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { formatNote } from '@shanju/contract/transparency/note.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { logKey } from '../log-key.ts'
import { edgeOf, edgePlaces } from '../logic/grow.ts'
import { type LogRow, takeOpenLog } from '../queries/logs.ts'
import { tilesAt } from '../queries/tiles.ts'

export interface PublishedHead {
  readonly origin: string
  readonly size: number
  readonly note: string
}

/**
 * Signs the tree as it was sequenced and makes it the head that is served. The same code whether the tree has just grown or
 * a killed process left it so; what is signed already is not signed again.
 * @returns the head that was signed; undefined when there was nothing to sign, or another process is at it
 */
export async function publishHead(tx: Tx): Promise<PublishedHead | undefined> {
  const log = await takeOpenLog(tx)
  return log && signHead(tx, log)
}

/** @throws BrokenTree when the stored tiles are not those of the head: a wrong root is never signed */
export async function signHead(tx: Tx, log: LogRow): Promise<PublishedHead | undefined> {
  if (log.size === log.published) return undefined
  edgeOf(sha256, log, await tilesAt(tx, log.no, edgePlaces(log.size)))
  const key = logKey(tx.secrets, log.origin)
  const text = formatTreeHead(log)
  const line = { name: key.vkey.name, keyId: key.vkey.id, bytes: key.sign(toUtf8(text)) }
  const note = fromUtf8(formatNote({ text, signatures: [line] }))
  await sql`insert into transparency.heads (log_no, size, root, signed_at, note)
    values (${log.no}, ${log.size}, ${log.root}, ${tx.now}, ${note})`.execute(tx.db)
  await sql`update transparency.logs set published = ${log.size} where no = ${log.no}`.execute(tx.db)
  return { origin: log.origin, size: log.size, note }
}
