import type { LeafState, ShownProof } from '@shanju/contract/transparency/shown-proof.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { Proof } from './prove.ts'
import { quorumThreshold } from './witnesses.ts'

/** A proof as routes answer it. */
export function shownProof(proof: Proof): ShownProof {
  if (!('receipt' in proof)) return { state: proof.state, place: null, erasedAt: null, receipt: null }
  const { state, receipt, erasedAt, origin, index, size, signedAt, witnesses } = proof
  return { state, receipt, erasedAt, place: { origin, index, size, signedAt, witnesses } }
}

export const NO_PROOF: ShownProof = { state: 'none', place: null, erasedAt: null, receipt: null }

/** How far the leaves of many rows are, in two looks whatever their number. A row without a leaf waits. */
export async function leafStates(tx: Tx, ids: readonly string[]): Promise<(id: string) => LeafState> {
  if (ids.length === 0) return () => 'pending'
  const seen = await witnessedSizes(tx)
  const { rows } = await sql<{ id: string; logNo: number; index: number }>`
    select o.subject_id as id, o.log_no as "logNo", o.leaf_index::float8 as index
      from transparency.openings o join transparency.logs l on l.no = o.log_no and o.leaf_index < l.published
     where o.subject_id = any(${[...ids]}::uuid[])`.execute(tx.db)
  const states = new Map(
    rows.map(({ id, logNo, index }) => [id, index < (seen.get(logNo) ?? 0) ? 'witnessed' : 'logged'] as const),
  )
  return (id) => states.get(id) ?? 'pending'
}

/** Of each log the size of the newest head that enough witnesses stand behind. Looks at the last few heads alone, as proofs do. */
async function witnessedSizes(tx: Tx): Promise<Map<number, number>> {
  const need = await quorumThreshold(tx)
  if (need === 0) return new Map()
  const { rows } = await sql<{ logNo: number; size: number }>`
    select l.no as "logNo", (
        select max(h.size)::float8 from (
          select distinct size from transparency.cosignatures where log_no = l.no order by size desc limit 20) h
         where (select count(distinct c.witness_id) from transparency.cosignatures c
                  join transparency.witnesses w on w.id = c.witness_id and w.removed_at is null
                 where c.log_no = l.no and c.size = h.size) >= ${need}) as size
      from transparency.logs l`.execute(tx.db)
  return new Map(rows.map(({ logNo, size }) => [logNo, size]))
}
