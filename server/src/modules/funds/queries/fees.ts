import type { FeeRule } from '@shanju/contract/funds/vocab.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { feeOfGift } from '../logic/fee.ts'

/** The part of a gift given on a day that is free for the host: fen, zero where nothing is agreed. */
type FeeOf = (fundId: string, amountFen: bigint, givenOn: string) => bigint

interface Version {
  readonly id: string
  readonly signedOn: string
  readonly rule: FeeRule | null
  readonly bp: number | null
}

/**
 * What funds take of their gifts. Of all versions of an agreement the one signed last by the day of the gift decides:
 * what was agreed later does not reach back.
 */
export async function feesOf(tx: Tx, fundIds: readonly string[]): Promise<FeeOf> {
  const { rows } = await sql<Version>`
    select fund_id as id, signed_on as "signedOn", fee_rule as rule, fee_bp as bp from funds.agreements
     where fund_id = any(${[...fundIds]}::uuid[]) order by signed_on desc, number desc`.execute(tx.db)
  const versions = Map.groupBy(rows, ({ id }) => id)
  return (fundId, amountFen, givenOn) => {
    const version = versions.get(fundId)?.find(({ signedOn }) => signedOn <= givenOn)
    return version ? feeOfGift(amountFen, version) : 0n
  }
}
