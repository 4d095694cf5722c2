import { fromUtf8, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { type Checkpoint, parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { consistencyProof } from '@shanju/contract/transparency/merkle-proof.ts'
import { formatNote, type NoteSignature, parseSignatureLines } from '@shanju/contract/transparency/note.ts'
import { checkSignatures } from '@shanju/contract/transparency/signatures.ts'
import { readerOfTiles, tilesFor } from '@shanju/contract/transparency/tile-reader.ts'
import { parseVkey } from '@shanju/contract/transparency/vkey.ts'
import type { WitnessProblem } from '@shanju/contract/transparency/vocab.ts'
import { formatAddCheckpoint } from '@shanju/contract/transparency/witness.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { type HeadRow, latestHead } from '../queries/heads.ts'
import { listLogs } from '../queries/logs.ts'
import { tilesAt } from '../queries/tiles.ts'
import { AGAIN_MS, listWitnesses, type WitnessRow } from '../queries/witnesses.ts'
import { signatureChecks } from '../signature-checks.ts'

/** What a witness answered, as far as it matters. */
export interface Reply {
  readonly status: number
  readonly body: string
}

/** Sends a body to a witness; rejects when there is no answer. */
export type Ask = (url: string, body: Uint8Array) => Promise<Reply>

interface Cosigned {
  readonly keyId: number
  readonly at: Date
  readonly line: string
}

interface Outcome {
  readonly reached: boolean
  readonly size: number | null
  readonly problem: WitnessProblem | null
  readonly lines: readonly Cosigned[]
}

/** A cosignature more than this in the future is of a clock that is wrong, or a lie. */
const AHEAD_MS = 10 * 60_000

/**
 * Asks each witness to stand behind the newest head, and keeps what verifies. The network is asked between two transactions: no lock is
 * held meanwhile, and a witness that hangs hinders nobody but itself.
 */
export async function gatherCosignatures(database: Database, requestId: string, ask: Ask): Promise<void> {
  const { head, witnesses } = await database.transact(requestId, async (tx) => {
    const log = (await listLogs(tx)).at(-1)
    return { head: log && (await latestHead(tx, log.no)), witnesses: await listWitnesses(tx), now: tx.now }
  })
  if (!head) return
  await Promise.all(
    witnesses.map(async (witness) => {
      const due = await database.transact(requestId, async (tx) => isDue(witness, head, tx.now))
      if (!due) return
      const outcome = await visit(database, requestId, ask, head, witness)
      await database.transact(requestId, (tx) => keep(tx, head, witness, outcome))
    }),
  )
}

const isDue = ({ size, cosignedAt, problem }: WitnessRow, head: HeadRow, now: Date): boolean =>
  problem !== null || size !== head.size || cosignedAt === null || now.getTime() - cosignedAt.getTime() >= AGAIN_MS

async function visit(
  database: Database,
  requestId: string,
  ask: Ask,
  head: HeadRow,
  witness: WitnessRow,
): Promise<Outcome> {
  const checkpoint = parseCheckpoint(toUtf8(head.note))
  let from = witness.knownSize !== null && witness.knownSize <= head.size ? witness.knownSize : 0
  // A witness that knows another size says which; then it is asked once more.
  for (let attempts = 0; attempts < 2; attempts++) {
    const body = await database.transact(requestId, (tx) => question(tx, head, checkpoint, from))
    const reply = await ask(`${witness.url}/add-checkpoint`, body).catch(() => undefined)
    if (!reply) return trouble(false, witness.knownSize, 'unreachable')
    if (reply.status === 200) return judge(database, requestId, checkpoint, head, witness, reply.body)
    const known = reply.status === 409 ? Number(/^(\d{1,15})\n$/.exec(reply.body)?.[1] ?? Number.NaN) : Number.NaN
    if (!Number.isNaN(known)) {
      if (known > head.size) return trouble(true, known, 'ahead')
      if (known === from) return trouble(true, known, 'other_tree')
      from = known
      continue
    }
    return trouble(true, witness.knownSize, reply.status === 422 || reply.status === 409 ? 'other_tree' : 'refused')
  }
  return trouble(true, from, 'refused')
}

const trouble = (reached: boolean, size: number | null, problem: WitnessProblem): Outcome => ({
  ...{ reached, size, problem, lines: [] },
})

async function question(tx: Tx, head: HeadRow, checkpoint: Checkpoint, oldSize: number): Promise<Uint8Array> {
  const wanted = tilesFor(head.size, (read, nothing) => consistencyProof(nothing, read, oldSize, head.size))
  const places = wanted.map((tile) => ({ level: Number(tile.level), place: tile.index }))
  const tiles = new Map(
    (await tilesAt(tx, head.logNo, places)).map((tile) => [`${tile.level}/${tile.place}`, tile.bytes]),
  )
  const read = readerOfTiles(sha256, (level, place) => tiles.get(`${level}/${place}`))
  return formatAddCheckpoint({ oldSize, proof: consistencyProof(sha256, read, oldSize, head.size), checkpoint })
}

/** Only lines of the witness's own keys that verify on this very head, with a time that can be true, are kept. */
async function judge(
  database: Database,
  requestId: string,
  checkpoint: Checkpoint,
  head: HeadRow,
  witness: WitnessRow,
  body: string,
): Promise<Outcome> {
  const now = await database.transact(requestId, async (tx) => tx.now)
  const keys = [witness.vkey, ...(witness.mlDsaVkey ? [witness.mlDsaVkey] : [])].map((vkey) => parseVkey(sha256, vkey))
  const offered = attempt(() => parseSignatureLines(body)) ?? []
  const lines: Cosigned[] = []
  for (const signature of offered) {
    const [verdict] = await checkSignatures(
      signatureChecks,
      { ...checkpoint, note: { ...checkpoint.note, signatures: [signature] } },
      keys,
    )
    const at = new Date((verdict?.timestamp ?? 0) * 1000)
    if (verdict?.state !== 'valid' || at.getTime() > now.getTime() + AHEAD_MS) continue
    lines.push({ keyId: signature.keyId, at, line: lineOf(signature) })
  }
  if (lines.length === 0) return trouble(true, witness.knownSize, 'bad_signature')
  return { reached: true, size: head.size, problem: null, lines }
}

/** The signature line alone, as it stands under a note. */
const lineOf = (signature: NoteSignature): string =>
  fromUtf8(formatNote({ text: '\n', signatures: [signature] })).replace(/^\n+/, '')

async function keep(tx: Tx, head: HeadRow, witness: WitnessRow, outcome: Outcome): Promise<void> {
  await sql`update transparency.witnesses
      set tried_at = ${tx.now}, reached_at = case when ${outcome.reached} then ${tx.now} else reached_at end,
          size = ${outcome.size}, problem = ${outcome.problem}
    where id = ${witness.id} and removed_at is null`.execute(tx.db)
  for (const { keyId, at, line } of outcome.lines) {
    await sql`insert into transparency.cosignatures (log_no, size, witness_id, key_id, cosigned_at, line)
      values (${head.logNo}, ${head.size}, ${witness.id}, ${keyId}, ${at}, ${line}) on conflict do nothing`.execute(
      tx.db,
    )
  }
}
