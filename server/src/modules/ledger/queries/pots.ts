import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { freeFen, GENERAL_FUND, type Pot, potText } from '../logic/index.ts'
import { GENERAL_ID } from './rows.ts'

/** Money of one fund under one limit, or, without a limit, its unrestricted money. */
export interface Place {
  readonly book: string
  /** Community fund, or `general`. */
  readonly fund: string
  readonly restrictionId: string | null
}

interface Spendable {
  readonly balanceFen: bigint
  /** Orders that are out: signed, and neither debited nor released. */
  readonly committedFen: bigint
  readonly spendableFen: bigint
}

/** What may be spent at a place, from the books alone. Under the lock of the books it stays true until the end of `tx`. */
export async function spendable(tx: Tx, place: Place): Promise<Spendable> {
  const fund = place.fund === GENERAL_FUND ? GENERAL_ID : place.fund
  const { rows } = await sql<{ balance: bigint; committed: bigint }>`
    select (select coalesce(sum(b.credit_fen + b.close_credit_fen - b.debit_fen - b.close_debit_fen), 0)::bigint
              from ledger.balances b
             where b.book_id = ${place.book} and b.fund_id = ${fund} and b.restriction is not null
               and b.restriction_id is not distinct from ${place.restrictionId}) as balance,
           (select coalesce(sum(c.amount_fen), 0)::bigint from ledger.commitments c
             where c.book_id = ${place.book} and c.fund_id = ${fund}
               and c.restriction_id is not distinct from ${place.restrictionId}
               and not exists (select 1 from ledger.commitment_ends e where e.commitment_id = c.id)) as committed`.execute(
    tx.db,
  )
  const { balance: balanceFen = 0n, committed: committedFen = 0n } = rows[0] ?? {}
  return { balanceFen, committedFen, spendableFen: freeFen(balanceFen, [committedFen]) }
}

/** What each pot has free, by `potText`; orders in `settled` are not counted, because what settles them is at hand. */
export async function freeOfPots(
  tx: Tx,
  pots: readonly Pot[],
  settled: readonly string[],
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ fund: string; limit: string; free: bigint }>`
    select p.fund, p.limit,
           (coalesce((select sum(b.credit_fen + b.close_credit_fen - b.debit_fen - b.close_debit_fen)
                        from ledger.balances b where b.restriction_id = p.limit and b.fund_id = p.fund), 0)
            - coalesce((select sum(c.amount_fen) from ledger.commitments c
                         where c.fund_id = p.fund and c.restriction_id = p.limit and c.id <> all(${settled}::uuid[])
                           and not exists (select 1 from ledger.commitment_ends e where e.commitment_id = c.id)), 0)
           )::bigint as free
      from unnest(${pots.map((pot) => (pot.fund === GENERAL_FUND ? GENERAL_ID : pot.fund))}::uuid[],
                  ${pots.map((pot) => pot.restrictionId)}::uuid[]) as p (fund, "limit")`.execute(tx.db)
  return new Map(
    rows.map((row) => [
      potText({ fund: row.fund === GENERAL_ID ? GENERAL_FUND : row.fund, restrictionId: row.limit }),
      row.free,
    ]),
  )
}
