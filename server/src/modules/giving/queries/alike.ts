import type { RecordGift } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from '#platform/pg/db.ts'
import { donorHash } from './donor-names.ts'

type Likeness = Pick<RecordGift, 'fundId' | 'amountFen' | 'givenOn' | 'donorName'>

const keyOf = (fundId: string, amountFen: bigint, givenOn: string, hash: string): string =>
  `${fundId} ${amountFen} ${givenOn} ${hash}`

/** What makes two gifts look the same: fund, sum, day and the donor's whole name. */
export const alikeKey = (secrets: Secrets, { fundId, amountFen, givenOn, donorName }: Likeness): string =>
  keyOf(fundId, amountFen, givenOn, donorHash(secrets, donorName).toString('hex'))

/** Gifts that stand and look like one of these, by their likeness. */
export async function findAlike(tx: Tx, gifts: readonly Likeness[]): Promise<Map<string, string>> {
  if (gifts.length === 0) return new Map()
  const rows = gifts.map(({ fundId, amountFen, givenOn, donorName }) => ({
    ...{ fund_id: fundId, amount_fen: amountFen.toString(), given_on: givenOn },
    name_hash: `\\x${donorHash(tx.secrets, donorName).toString('hex')}`,
  }))
  const { rows: found } = await sql<{ id: string; fund: string; fen: bigint; day: string; hash: string }>`
    select g.public_id as id, g.fund_id as fund, g.amount_fen as fen, g.given_on as day, encode(n.name_hash, 'hex') as hash
      from json_to_recordset(${JSON.stringify(rows)}::json)
             as asked (fund_id uuid, amount_fen bigint, given_on date, name_hash bytea)
     cross join lateral (select * from giving.donor_names i where i.name_hash = asked.name_hash offset 0) n
      join giving.gifts g on g.id = n.gift_id and g.fund_id = asked.fund_id and g.amount_fen = asked.amount_fen
        and g.given_on = asked.given_on
     where not exists (select 1 from giving.voids v where v.gift_id = g.id)`.execute(tx.db)
  return new Map(found.map(({ id, fund, fen, day, hash }) => [keyOf(fund, fen, day, hash), id]))
}
