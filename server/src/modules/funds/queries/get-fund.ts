import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import type { FundState, SourceKind } from '@shanju/contract/funds/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FundRecordRow, fundOf, selectFundRecords } from './columns.ts'

/** A fund as everybody may see it, with its figures and months. @throws Refusal funds.not_found */
export async function getFund(tx: Tx, id: string): Promise<FundRecord> {
  const { rows } = await sql<FundRecordRow>`${selectFundRecords} where f.id = ${id} and f.withdrawn_at is null`.execute(
    tx.db,
  )
  const [fund] = rows
  if (!fund) throw refuse('funds.not_found')
  const months = await sql<{ month: string; inFen: bigint; outFen: bigint }>`
    select month, in_fen as "inFen", out_fen as "outFen" from ledger.pub_fund_months
     where fund_id = ${id} and month not like '%-00' order by month`.execute(tx.db)
  return { ...fundOf(fund), months: months.rows }
}

/** The row itself, locked until the end of the transaction. @throws Refusal funds.not_found */
export async function getFundForUpdate(tx: Tx, id: string) {
  const fund = await tx.db
    .selectFrom('funds.funds')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!fund) throw refuse('funds.not_found')
  return { ...fund, state: fund.state as FundState, source_kind: fund.source_kind as SourceKind | null }
}

/** The same, for acts that a closed fund no longer allows. @throws Refusal funds.not_found, closed */
export async function getLivingFund(tx: Tx, id: string) {
  const fund = await getFundForUpdate(tx, id)
  if (fund.state === 'closed') throw refuse('funds.closed')
  return fund
}
