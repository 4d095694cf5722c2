import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface FundDimension {
  readonly id: string
  readonly book: string
  readonly name: string
}

export interface Restriction {
  readonly id: string
  readonly book: string
  readonly fund: string
  readonly title: string
  readonly limits: 'use' | 'time' | 'both'
  /** The paper that limits: agreement, plan, grant letter, law. */
  readonly basis: string
}

/** Makes a fund known to the books, or gives it its new name. The host's books need not have begun. */
export async function registerFund(tx: Tx, fund: FundDimension): Promise<void> {
  await sql`insert into ledger.funds (id, book_id, name) values (${fund.id}, ${fund.book}, ${fund.name})
    on conflict (id) do update set name = excluded.name`.execute(tx.db)
}

/** Records what limits money, so that lines may name it. */
export async function registerRestriction(tx: Tx, restriction: Restriction): Promise<void> {
  await sql`insert into ledger.restrictions (id, book_id, fund_id, title, limits, basis, created_at)
    values (${restriction.id}, ${restriction.book}, ${restriction.fund}, ${restriction.title}, ${restriction.limits},
            ${restriction.basis}, ${tx.now})`.execute(tx.db)
}
