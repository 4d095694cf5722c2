import type { FundState } from '@shanju/contract/funds/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** What giving needs of a fund. */
export interface GiftFund {
  readonly id: string
  readonly name: string
  readonly hostId: string
  readonly placeCode: string
  readonly restrictionId: string
  readonly state: FundState
  readonly opensOn: string
}

const columns = sql`id, name, host_id as "hostId", place_code as "placeCode", restriction_id as "restrictionId", state,
  opens_on as "opensOn" from funds.pub_funds`

/** @throws Refusal funds.not_found */
export async function getGiftFund(tx: Tx, id: string): Promise<GiftFund> {
  const { rows } = await sql<GiftFund>`select ${columns} where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('funds.not_found')
  return rows[0]
}

export async function fundsOfHost(tx: Tx, hostId: string): Promise<GiftFund[]> {
  const { rows } = await sql<GiftFund>`select ${columns} where host_id = ${hostId}`.execute(tx.db)
  return rows
}
