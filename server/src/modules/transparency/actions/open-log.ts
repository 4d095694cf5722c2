import { randomBytes } from 'node:crypto'
import { sameBytes } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint, type TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { encodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { Malformed } from '@shanju/contract/transparency/malformed.ts'
import { checkSignatures } from '@shanju/contract/transparency/signatures.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { UnsuitableDatabase } from '#platform/pg/suitable.ts'
import { logKey } from '../log-key.ts'
import { BrokenTree, edgeOf, edgePlaces } from '../logic/grow.ts'
import { headAt } from '../queries/heads.ts'
import { type LogRow, listLogs } from '../queries/logs.ts'
import { tilesAt } from '../queries/tiles.ts'
import { signatureChecks } from '../signature-checks.ts'

/**
 * Opens the log of a database that has none, and looks hard at one that is there: its name, its tiles, its last head.
 * @param name what the operator calls it; a log nobody named gets a name no other has
 * @returns whether it was opened now, and what already stands in the books is still to be staged
 * @throws UnsuitableDatabase with what is wrong and what to do
 */
export async function openLog(tx: Tx, name?: string): Promise<boolean> {
  const logs = await listLogs(tx)
  const log = logs.at(-1)
  if (!log) return begin(tx, name ?? `shanju-${randomBytes(4).toString('hex')}.invalid/log`)
  const first = logs[0]?.origin
  if (name !== undefined && name !== first) {
    throw new UnsuitableDatabase(
      `The public log of this database is called ${first}, and LOG_NAME says ${name}. A log keeps its name for ever: unset LOG_NAME, or set it to ${first}.`,
    )
  }
  await refuseBroken(tx, log)
  return false
}

async function begin(tx: Tx, origin: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into transparency.logs (no, origin, opened_at, first_leaf, root)
    values (1, ${origin}, ${tx.now}, ${Buffer.from(encodeLeaf({ kind: 'origin_start', origin, previous: null }))},
      ${sha256(new Uint8Array(0))}) on conflict do nothing`.execute(tx.db)
  return numAffectedRows === 1n
}

async function refuseBroken(tx: Tx, log: LogRow): Promise<void> {
  try {
    edgeOf(sha256, log, await tilesAt(tx, log.no, edgePlaces(log.size)))
  } catch (error) {
    if (!(error instanceof BrokenTree)) throw error
    throw new UnsuitableDatabase(
      `The public log is damaged: ${error.message}. Nothing may be added to it. Restore the last backup, then run npx shanju verify.`,
    )
  }
  if (log.published === 0) return
  const head = await headAt(tx, log.no, log.published)
  const signed = head && (await signedByUs(tx, log, parseCheckpoint(Buffer.from(head.note))))
  if (signed && sameBytes(signed.root, head.root)) return
  throw new UnsuitableDatabase(
    `The last head of the public log (${log.origin}, ${log.published}) is not signed by this platform's key. Restore the last backup.`,
  )
}

/**
 * Holds the log to a head that was seen outside the database: what was published once must still be there.
 * @param kept a signed head of this platform, as it was published
 */
export async function refuseBehind(tx: Tx, kept: string): Promise<void> {
  const { log, head } = await knownHead(tx, kept)
  const here = await headAt(tx, log.no, head.size)
  if (here && sameBytes(here.root, head.root)) return
  throw new UnsuitableDatabase(
    head.size > log.published
      ? `The public log went backwards: a head of ${head.size} entries was published under ${log.origin}, and this database ends at ${log.published}. It was restored or replaced. Say so in public with: npx shanju log reopen <file with the last head>; what is known of it stands in log-head under SHANJU_DATA.`
      : `Another tree than this one was published under ${log.origin} at ${head.size} entries. This database is not the one that was served; start the right one.`,
  )
}

/** A head of one of our logs, out of the text of a checkpoint. @throws UnsuitableDatabase when it is not ours */
export async function knownHead(tx: Tx, text: string): Promise<{ log: LogRow; head: TreeHead }> {
  const logs = await listLogs(tx)
  try {
    const checkpoint = parseCheckpoint(Buffer.from(text))
    const log = logs.find(({ origin }) => origin === checkpoint.origin)
    if (!log) {
      throw new UnsuitableDatabase(
        `The head is of the log ${checkpoint.origin}, which is not in this database. If this is meant to be another platform, use another SHANJU_DATA.`,
      )
    }
    const head = await signedByUs(tx, log, checkpoint)
    if (head) return { log, head }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
  }
  throw new UnsuitableDatabase('This is no head signed by this platform.')
}

async function signedByUs(
  tx: Tx,
  log: LogRow,
  checkpoint: ReturnType<typeof parseCheckpoint>,
): Promise<TreeHead | undefined> {
  const key = logKey(tx.secrets, log.origin)
  const lines = await checkSignatures(signatureChecks, checkpoint, [key.vkey])
  return lines.length > 0 && lines.every(({ state }) => state === 'valid') ? checkpoint : undefined
}
