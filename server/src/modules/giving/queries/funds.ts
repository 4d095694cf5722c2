import type { FundField, FundState } from '@shanju/contract/funds/vocab.ts'
import { sql } from 'kysely'
import { holdFunds } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** What giving needs of a fund. */
export interface GiftFund {
  readonly id: string
  readonly name: string
  readonly hostId: string
  readonly restrictionId: string
  readonly state: FundState
  readonly opensOn: string
  readonly fields: readonly FundField[]
}

const columns = sql`id, name, host_id as "hostId", restriction_id as "restrictionId", state,
  opens_on as "opensOn", fields from funds.pub_funds`

/** @throws Refusal funds.not_found */
export async function getGiftFund(tx: Tx, id: string): Promise<GiftFund> {
  const fund = (await giftFunds(tx, [id])).get(id)
  if (!fund) throw refuse('funds.not_found')
  return fund
}

/** Funds by id, without those that are not there. */
export async function giftFunds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, GiftFund>> {
  const { rows } = await sql<GiftFund>`
    select ${columns} where id = any(${[...new Set(ids)]}::uuid[])`.execute(tx.db)
  return new Map(rows.map((fund) => [fund.id, fund]))
}

/** Funds as they are now and stay until the end of the transaction; what is decided about their gifts then holds. */
export async function heldFunds(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, GiftFund>> {
  await holdFunds(tx, ids)
  return giftFunds(tx, ids)
}

/** A fund with every division code, old ones too, that means its place today. */
export interface HostFund extends GiftFund {
  readonly placeCodes: readonly string[]
}

export async function fundsOfHost(tx: Tx, hostId: string): Promise<HostFund[]> {
  const { rows } = await sql<HostFund>`
    with codes as materialized (select code, current_code from divisions.pub_current_codes),
    places as (select here.code as place_code, array_agg(distinct older.code) as codes
                 from codes here join codes older on older.current_code = here.current_code
                where here.code in (select place_code from funds.pub_funds where host_id = ${hostId}) group by here.code)
    select f.*, coalesce(p.codes, array[f."placeCode"]) as "placeCodes"
      from (select place_code as "placeCode", ${columns} where host_id = ${hostId}) f
      left join places p on p.place_code = f."placeCode"`.execute(tx.db)
  return rows
}

/** Every division code that was ever used. */
export async function divisionCodes(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from divisions.pub_divisions`.execute(tx.db)
  return new Set(rows.map(({ code }) => code))
}
