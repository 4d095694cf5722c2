import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { GENERAL_ID } from './rows.ts'

export interface PlaceRow {
  fund: { id: string; name: string } | null
  restriction: { id: string; title: string } | null
  balanceFen: bigint
  committedFen: bigint
  spendableFen: bigint
}

/** Every fund of the books with each of its limits and without one, and the host's own money first; what each has free. */
export async function listPlaces(tx: Tx, book: string): Promise<PlaceRow[]> {
  const { rows } = await sql<Omit<PlaceRow, 'spendableFen'>>`
    with places as (
      select f.id as fund_id, f.name, r.id as limit_id, r.title from ledger.funds f
        join ledger.restrictions r on r.fund_id = f.id where f.book_id = ${book} and r.book_id = ${book}
      union all select r.fund_id, '', r.id, r.title from ledger.restrictions r
        where r.book_id = ${book} and r.fund_id = ${GENERAL_ID}
      union all select f.id, f.name, null, null from ledger.funds f where f.book_id = ${book}
      union all select ${GENERAL_ID}::uuid, '', null, null),
    held as (
      select fund_id, restriction_id,
             sum(credit_fen + close_credit_fen - debit_fen - close_debit_fen)::bigint as fen
        from ledger.balances where book_id = ${book} and restriction is not null group by 1, 2),
    ordered as (
      select c.fund_id, c.restriction_id, sum(c.amount_fen)::bigint as fen from ledger.commitments c
       where c.book_id = ${book}
         and not exists (select 1 from ledger.commitment_ends e where e.commitment_id = c.id) group by 1, 2)
    select case when p.fund_id = ${GENERAL_ID} then null else json_build_object('id', p.fund_id, 'name', p.name) end as fund,
           case when p.limit_id is null then null else json_build_object('id', p.limit_id, 'title', p.title) end as restriction,
           coalesce(h.fen, 0) as "balanceFen", coalesce(o.fen, 0) as "committedFen"
      from places p
      left join held h on h.fund_id = p.fund_id and h.restriction_id is not distinct from p.limit_id
      left join ordered o on o.fund_id = p.fund_id and o.restriction_id is not distinct from p.limit_id
     order by p.fund_id <> ${GENERAL_ID}, p.name, p.limit_id nulls last`.execute(tx.db)
  return rows.map((row) => ({ ...row, spendableFen: row.balanceFen - row.committedFen }))
}
