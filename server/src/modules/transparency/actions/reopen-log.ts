import type { Actor } from '@shanju/contract/access.ts'
import { sameBytes } from '@shanju/contract/transparency/bytes.ts'
import type { TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { encodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { sql } from 'kysely'
import { subjectOfAll } from '#modules/regulations/index.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { UnsuitableDatabase } from '#platform/pg/suitable.ts'
import { record } from '#platform/trail/index.ts'
import { headAt } from '../queries/heads.ts'
import { type LogRow, listLogs } from '../queries/logs.ts'
import { knownHead } from './open-log.ts'
import { signHead } from './publish-head.ts'

export interface Settled {
  /** The log that is written from now on. */
  readonly origin: string
  /** What it continues; undefined when the log simply goes on. */
  readonly after: { readonly origin: string; readonly size: number; readonly kept: number } | undefined
}

/**
 * Decides what becomes of the log after the database was restored or replaced. When the newest head anybody knows of is the last
 * one here, the log goes on. Otherwise, and whenever nobody can say, it ends: the next one begins with a leaf that commits to
 * the last known head and names how many of its leaves are still held. Going on would risk two trees under one name.
 * @param texts signed heads known from outside: what was served last, a witness's copy, `log-head` of the old server
 */
export async function settleLog(tx: Tx, actor: Actor, texts: readonly string[]): Promise<Settled> {
  const log = (await listLogs(tx)).at(-1)
  if (!log) throw new UnsuitableDatabase('This database has no public log.')
  const heads: TreeHead[] = []
  for (const text of texts) {
    const { log: of, head } = await knownHead(tx, text)
    if (of.no !== log.no)
      throw new UnsuitableDatabase(`The head is of ${head.origin}, which ended before ${log.origin}.`)
    heads.push(head)
  }
  const newest = heads.toSorted((a, b) => b.size - a.size)[0]
  if (newest ? await isLast(tx, log, newest) : log.size === 0) return { origin: log.origin, after: undefined }
  return reopen(tx, actor, log, newest)
}

async function isLast(tx: Tx, log: LogRow, head: TreeHead): Promise<boolean> {
  const here = await headAt(tx, log.no, head.size)
  return head.size === log.published && here !== undefined && sameBytes(here.root, head.root)
}

async function reopen(tx: Tx, actor: Actor, log: LogRow, known: TreeHead | undefined): Promise<Settled> {
  // What this database holds was published before it was lost, so its own end may be signed once more.
  await signHead(tx, log)
  const last = known && known.size >= log.size ? known : log
  const base = (await listLogs(tx))[0]?.origin ?? log.origin
  const origin = `${base}/${log.no + 1}`
  const previous = {
    origin: log.origin,
    size: last.size,
    root: new Uint8Array(last.root),
    keptSize: log.size,
    statement: null,
  }
  await sql`update transparency.logs set closed_at = ${tx.now} where no = ${log.no}`.execute(tx.db)
  await sql`insert into transparency.logs (no, origin, opened_at, first_leaf, root)
    values (${log.no + 1}, ${origin}, ${tx.now}, ${Buffer.from(encodeLeaf({ kind: 'origin_start', origin, previous }))},
      ${sha256(new Uint8Array(0))})`.execute(tx.db)
  const after = { origin: log.origin, size: last.size, kept: log.size }
  await record(tx, actor, {
    ...{ action: 'transparency.reopen', subjectKind: 'log', subjectId: origin, subject: await subjectOfAll(tx) },
    details: { ...after },
  })
  return { origin, after }
}
