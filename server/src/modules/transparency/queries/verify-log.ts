import { decodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { sameBytes, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { decodeLeaf, type Leaf } from '@shanju/contract/transparency/leaf.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { leafHash } from '@shanju/contract/transparency/merkle.ts'
import { parseSignatureLines } from '@shanju/contract/transparency/note.ts'
import { checkSignatures } from '@shanju/contract/transparency/signatures.ts'
import { emptyEdge, growTiles, rootOfEdge, type TileEdge } from '@shanju/contract/transparency/tile-edge.ts'
import { bundlesOf, hashesAt, TILE_WIDTH } from '@shanju/contract/transparency/tiles.ts'
import { parseVkey, type VerifierKey } from '@shanju/contract/transparency/vkey.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { logKey } from '../log-key.ts'
import { BUNDLES } from '../logic/grow.ts'
import { sealLeaf } from '../logic/seal-leaf.ts'
import { signatureChecks } from '../signature-checks.ts'
import { erasuresOf } from './erasures.ts'
import type { DraftsOf } from './logged.ts'
import { type LogRow, listLogs } from './logs.ts'
import { tilesAt } from './tiles.ts'

/** The first row of the log found wrong, and what is wrong with it. */
export interface LogFault {
  readonly table: 'logs' | 'tiles' | 'openings' | 'heads' | 'cosignatures' | 'staged'
  readonly row: string
  readonly what: string
}

export interface VerifiedLog {
  readonly leaves: number
  readonly heads: number
  readonly fault: LogFault | undefined
}

/**
 * Recomputes all logs from their entries: tiles, roots, every signed head on the way and every cosignature; and each leaf
 * from the row it speaks of, with the salts kept for it. Leaves that wait for their place are held to their rows too.
 */
export async function verifyLog(tx: Tx, draftsOf: DraftsOf, progress?: (leaves: number) => void): Promise<VerifiedLog> {
  let leaves = 0
  let heads = 0
  for (const log of await listLogs(tx)) {
    const known = await headsOf(tx, log)
    const result = await verifyOne(tx, log, known, draftsOf, (done) => progress?.(leaves + done))
    const fault = result ?? (await faultOfSignatures(tx, log, known))
    if (fault) return { leaves, heads, fault }
    leaves += log.size
    heads += known.length
  }
  return { leaves, heads, fault: await faultOfStaged(tx, draftsOf) }
}

interface KnownHead {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

async function headsOf(tx: Tx, log: LogRow): Promise<KnownHead[]> {
  const { rows } = await sql<KnownHead>`
    select size::float8 as size, root, note from transparency.heads where log_no = ${log.no} order by size`.execute(
    tx.db,
  )
  return rows
}

async function verifyOne(
  tx: Tx,
  log: LogRow,
  heads: readonly KnownHead[],
  draftsOf: DraftsOf,
  progress: (done: number) => void,
): Promise<LogFault | undefined> {
  const wrong = (table: LogFault['table'], row: string, what: string): LogFault => ({ table, row, what })
  let edge: TileEdge = emptyEdge()
  let next = 0
  for (const bundle of bundlesOf(log.size)) {
    const name = `${log.no}/-1/${bundle.index}`
    const [stored] = await tilesAt(tx, log.no, [{ level: BUNDLES, place: bundle.index }])
    const entries = stored && attempt(() => decodeBundle(new Uint8Array(stored.bytes), bundle.width))
    if (!entries) return wrong('tiles', name, 'is missing, or not as many entries as the log says')
    const decoded = entries.map((entry) => attempt(() => decodeLeaf(entry)))
    const fault = await faultOfLeaves(tx, log, edge.size, decoded, entries, draftsOf)
    if (fault) return fault
    for (let at = 0; at < entries.length; ) {
      // Each head lies on the way: the tree is looked at where it was signed.
      const stop = Math.min(entries.length, Math.max((heads[next]?.size ?? log.size) - edge.size, 1) + at)
      const grown = growTiles(
        sha256,
        edge,
        entries.slice(at, stop).map((entry) => leafHash(sha256, entry)),
      )
      edge = grown.edge
      at = stop
      const head = heads[next]
      if (head?.size === edge.size) {
        const text = attempt(() => parseCheckpoint(toUtf8(head.note)))
        const same = text?.size === head.size && text.origin === log.origin && sameBytes(text.root, head.root)
        if (!same || !sameBytes(rootOfEdge(sha256, edge), head.root)) {
          return wrong('heads', `${log.no}/${head.size}`, 'its root is not that of the entries')
        }
        next++
      }
      const full = grown.tiles.filter((tile) => tile.width === TILE_WIDTH || edge.size === log.size)
      const kept = await tilesAt(
        tx,
        log.no,
        full.map(({ level, index }) => ({ level, place: index })),
      )
      for (const tile of full) {
        const here = kept.find(({ level, place }) => level === tile.level && place === tile.index)
        if (!here || !sameBytes(new Uint8Array(here.bytes), tile.bytes)) {
          return wrong('tiles', `${log.no}/${tile.level}/${tile.index}`, 'does not follow from the entries')
        }
      }
    }
    progress(edge.size)
  }
  if (next < heads.length)
    return wrong('heads', `${log.no}/${heads[next]?.size}`, 'speaks of more entries than there are')
  if (!sameBytes(rootOfEdge(sha256, edge), log.root))
    return wrong('logs', `${log.no}`, 'its root is not that of the entries')
  if (log.published !== (heads.at(-1)?.size ?? 0))
    return wrong('logs', `${log.no}`, 'its last head is another than it says')
  return (await strayTile(tx, log)) ?? (await strayOpening(tx, log))
}

/** Each leaf against its opening and the row it speaks of. */
async function faultOfLeaves(
  tx: Tx,
  log: LogRow,
  from: number,
  leaves: readonly (Leaf | undefined)[],
  bytes: readonly Uint8Array[],
  draftsOf: DraftsOf,
): Promise<LogFault | undefined> {
  const { rows } = await sql<{ id: string; index: number; salts: Buffer }>`
    select subject_id as id, leaf_index::float8 as index, salts from transparency.openings
     where log_no = ${log.no} and leaf_index >= ${from} and leaf_index < ${from + leaves.length} order by leaf_index`.execute(
    tx.db,
  )
  const openings = new Map(rows.map((row) => [row.index, row]))
  const ids = rows.map(({ id }) => id)
  const drafts = await draftsOf(tx, ids)
  const erasures = await erasuresOf(tx, ids)
  for (const [n, leaf] of leaves.entries()) {
    const index = from + n
    const wrong = (table: LogFault['table'], row: string, what: string): LogFault => ({ table, row, what })
    const entry = bytes[n] ?? new Uint8Array(0)
    if (leaf === undefined)
      return wrong('tiles', `${log.no}/-1/${Math.floor(index / TILE_WIDTH)}`, `entry ${index} is no leaf`)
    if (leaf.kind === 'origin_start') {
      if (index === 0 && sameBytes(entry, new Uint8Array(log.firstLeaf))) continue
      return wrong('logs', `${log.no}`, `entry ${index} is not the first leaf that is written down`)
    }
    const opening = openings.get(index)
    if (opening?.id !== leaf.subjectId)
      return wrong('openings', leaf.subjectId, `does not say that it stands at ${log.no}/${index}`)
    const draft = drafts.get(opening.id)
    const salts = new Uint8Array(opening.salts)
    const again =
      draft && salts.length === draft.parts.length * 16
        ? sealLeaf(sha256, draft, salts, erasures.get(opening.id)?.erased)
        : undefined
    if (!again || !sameBytes(again, entry)) {
      return wrong(
        'openings',
        opening.id,
        `what ${draft?.table ?? 'the books'} says of it is not what stands in the log at ${log.no}/${index}`,
      )
    }
  }
  return undefined
}

async function strayTile(tx: Tx, log: LogRow): Promise<LogFault | undefined> {
  const { rows } = await sql<{ level: number; place: number }>`
    select level, place::float8 as place from transparency.tiles where log_no = ${log.no} order by level, place`.execute(
    tx.db,
  )
  const stray = rows.find(({ level, place }) => place * TILE_WIDTH >= hashesAt(Math.max(level, 0), log.size))
  return stray && { table: 'tiles', row: `${log.no}/${stray.level}/${stray.place}`, what: 'lies beyond the log' }
}

async function strayOpening(tx: Tx, log: LogRow): Promise<LogFault | undefined> {
  const { rows } = await sql<{ id: string }>`
    select subject_id as id from transparency.openings where log_no = ${log.no} and leaf_index >= ${log.size} limit 1`.execute(
    tx.db,
  )
  return rows[0] && { table: 'openings', row: rows[0].id, what: 'lies beyond the log' }
}

async function faultOfSignatures(tx: Tx, log: LogRow, heads: readonly KnownHead[]): Promise<LogFault | undefined> {
  const own = [logKey(tx.secrets, log.origin).vkey]
  const { rows } = await sql<{ size: number; line: string; vkeys: (string | null)[] }>`
    select c.size::float8 as size, c.line, array[w.vkey, w.ml_dsa_vkey] as vkeys
      from transparency.cosignatures c join transparency.witnesses w on w.id = c.witness_id where c.log_no = ${log.no}`.execute(
    tx.db,
  )
  const lines = Map.groupBy(rows, ({ size }) => size)
  for (const head of heads) {
    const checkpoint = parseCheckpoint(toUtf8(head.note))
    if (!(await allValid(checkpoint, own))) {
      return { table: 'heads', row: `${log.no}/${head.size}`, what: 'is not signed by the log' }
    }
    for (const { line, vkeys } of lines.get(head.size) ?? []) {
      const keys = vkeys.flatMap((vkey) => (vkey === null ? [] : (attempt(() => parseVkey(sha256, vkey)) ?? [])))
      const signatures = attempt(() => parseSignatureLines(line)) ?? []
      if (!(await allValid({ ...checkpoint, note: { ...checkpoint.note, signatures } }, keys))) {
        return { table: 'cosignatures', row: `${log.no}/${head.size}`, what: 'a line is not its witness’s' }
      }
    }
  }
  return undefined
}

async function allValid(
  checkpoint: ReturnType<typeof parseCheckpoint>,
  keys: readonly VerifierKey[],
): Promise<boolean> {
  const verdicts = await checkSignatures(signatureChecks, checkpoint, keys)
  return verdicts.length > 0 && verdicts.every(({ state }) => state === 'valid')
}

async function faultOfStaged(tx: Tx, draftsOf: DraftsOf): Promise<LogFault | undefined> {
  const { rows } = await sql<{ id: string; subjects: string[]; leaves: Buffer; salts: Buffer }>`
    select id, subjects, leaves, salts from transparency.staged order by id`.execute(tx.db)
  for (const { id, subjects, leaves, salts } of rows) {
    const drafts = await draftsOf(tx, subjects)
    const [entries, seals] = [leaves, salts].map((bytes) =>
      attempt(() => decodeBundle(new Uint8Array(bytes), subjects.length)),
    )
    for (const [n, subject] of subjects.entries()) {
      const draft = drafts.get(subject)
      const [entry, salt] = [entries?.[n], seals?.[n]]
      const same =
        draft && entry && salt?.length === draft.parts.length * 16 && sameBytes(sealLeaf(sha256, draft, salt), entry)
      if (!same)
        return { table: 'staged', row: id, what: `leaf of ${subject} is not what ${draft?.table ?? 'the books'} says` }
    }
  }
  return undefined
}
