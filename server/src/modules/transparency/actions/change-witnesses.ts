import type { Actor } from '@shanju/contract/access.ts'
import { sameBytes } from '@shanju/contract/transparency/bytes.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import type { AddWitness } from '@shanju/contract/transparency/routes.ts'
import { parseVkey, SIGNATURE_TYPE, type SignatureType, type VerifierKey } from '@shanju/contract/transparency/vkey.ts'
import { sql } from 'kysely'
import { subjectOfAll } from '#modules/regulations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { listWitnesses, quorumThreshold } from '../queries/witnesses.ts'

/** Asks a witness from now on. One that was removed and comes back keeps its past. @throws Refusal key_unreadable, key_known */
export async function addWitness(tx: Tx, actor: Actor, asked: AddWitness): Promise<void> {
  const key = readKey(asked.vkey, SIGNATURE_TYPE.cosignature)
  const second = asked.mlDsaVkey === '' ? undefined : readKey(asked.mlDsaVkey, SIGNATURE_TYPE.mlDsa44)
  await holdWitnesses(tx)
  // One machine under two names would count as two witnesses.
  const known = (await listWitnesses(tx)).map(({ vkey }) => attempt(() => parseVkey(sha256, vkey)))
  if (known.some((each) => each && sameBytes(each.publicKey, key.publicKey))) throw refuse('transparency.key_known')
  const { rows } = await sql<{ id: string }>`
    insert into transparency.witnesses (id, title, vkey, ml_dsa_vkey, url, added_at)
    values (${uuidv7(tx.now)}, ${asked.title}, ${asked.vkey}, ${second ? asked.mlDsaVkey : null}, ${baseOf(asked.url)}, ${tx.now})
    on conflict (vkey) do update set title = excluded.title, url = excluded.url, ml_dsa_vkey = excluded.ml_dsa_vkey,
      added_at = excluded.added_at, removed_at = null, problem = null
    returning id`.execute(tx.db)
  await tell(tx, actor, 'transparency.add_witness', rows[0]?.id ?? '', { key: key.name })
}

/** Removed twice is removed. @throws Refusal witness_not_found, quorum_too_large */
export async function removeWitness(tx: Tx, actor: Actor, id: string): Promise<void> {
  await holdWitnesses(tx)
  const witnesses = await listWitnesses(tx)
  if (!witnesses.some((witness) => witness.id === id)) {
    const { rows } = await sql`select from transparency.witnesses where id = ${id}`.execute(tx.db)
    if (rows.length === 0) throw refuse('transparency.witness_not_found')
    return
  }
  if ((await quorumThreshold(tx)) >= witnesses.length) throw refuse('transparency.quorum_too_large')
  await sql`update transparency.witnesses set removed_at = ${tx.now} where id = ${id}`.execute(tx.db)
  await tell(tx, actor, 'transparency.remove_witness', id, {})
}

/** @throws Refusal quorum_too_large */
export async function setQuorum(tx: Tx, actor: Actor, threshold: number): Promise<void> {
  await holdWitnesses(tx)
  if (threshold > (await listWitnesses(tx)).length) throw refuse('transparency.quorum_too_large')
  const id = uuidv7(tx.now)
  await sql`insert into transparency.quorums (id, threshold, set_at) values (${id}, ${threshold}, ${tx.now})`.execute(
    tx.db,
  )
  await tell(tx, actor, 'transparency.set_quorum', id, { threshold })
}

/** Witnesses and quorum are judged together, so whoever changes one waits for who changes the other. */
async function holdWitnesses(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('transparency.witnesses', 0))`.execute(tx.db)
}

function readKey(text: string, type: SignatureType): VerifierKey {
  const key = attempt(() => parseVkey(sha256, text))
  if (key?.type !== type) throw refuse('transparency.key_unreadable')
  return key
}

async function tell(tx: Tx, actor: Actor, action: string, id: string, details: object): Promise<void> {
  const subject = await subjectOfAll(tx)
  await record(tx, actor, { action, subjectKind: 'witness', subjectId: id, subject, details: { ...details } })
}

/** A witness tells where it takes checkpoints; what it is known by stands before that. */
const baseOf = (url: string): string => url.replace(/(\/add-checkpoint)?\/*$/, '')
