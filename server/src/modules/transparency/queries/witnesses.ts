import type { WitnessProblem, WitnessState } from '@shanju/contract/transparency/vocab.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface WitnessRow {
  readonly id: string
  readonly title: string
  readonly vkey: string
  readonly mlDsaVkey: string | null
  readonly url: string
  readonly addedAt: Date
  readonly triedAt: Date | null
  readonly reachedAt: Date | null
  /** The size it says it cosigned last. */
  readonly knownSize: number | null
  readonly problem: WitnessProblem | null
  /** Its newest cosignature under a head of the log that is being written. */
  readonly size: number | null
  readonly cosignedAt: Date | null
}

/** A quiet log is cosigned again so often, and a witness not heard of for so long is late. */
export const AGAIN_MS = 30 * 60_000
const LATE_MS = 2 * 60 * 60_000

/** Who watches the log today, in the order in which they came. */
export async function listWitnesses(tx: Tx): Promise<WitnessRow[]> {
  const { rows } = await sql<WitnessRow>`
    select w.id, w.title, w.vkey, w.ml_dsa_vkey as "mlDsaVkey", w.url, w.added_at as "addedAt", w.tried_at as "triedAt",
           w.reached_at as "reachedAt", w.size::float8 as "knownSize", w.problem, c.size::float8 as size,
           c.cosigned_at as "cosignedAt"
      from transparency.witnesses w
      left join lateral (select size, cosigned_at from transparency.cosignatures
                          where witness_id = w.id and log_no = (select no from transparency.logs where closed_at is null)
                          order by cosigned_at desc limit 1) c on true
     where w.removed_at is null order by w.added_at, w.id`.execute(tx.db)
  return rows
}

export function stateOf(witness: WitnessRow, now: Date): WitnessState {
  if (witness.problem !== null) return 'trouble'
  if (witness.cosignedAt === null) return 'silent'
  return now.getTime() - witness.cosignedAt.getTime() > LATE_MS ? 'late' : 'fresh'
}

/** Keys of all who ever watched: an earlier head keeps their lines. */
export async function witnessVkeys(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ vkey: string }>`
    select unnest(array[vkey, ml_dsa_vkey]) as vkey from transparency.witnesses`.execute(tx.db)
  return rows.map(({ vkey }) => vkey).filter((vkey) => vkey !== null)
}

/** How many of them must stand behind a head; never more than there are. */
export async function quorumThreshold(tx: Tx): Promise<number> {
  const { rows } = await sql<{ threshold: number }>`
    select least((select threshold from transparency.quorums order by set_at desc, id desc limit 1),
                 (select count(*)::int from transparency.witnesses where removed_at is null)) as threshold`.execute(
    tx.db,
  )
  return rows[0]?.threshold ?? 0
}
