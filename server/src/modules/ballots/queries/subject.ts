import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** A ballot is the business of its fund. @throws Refusal ballots.ballot_not_found */
export async function subjectOfBallot(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{
    fundId: string
  }>`select fund_id as "fundId" from ballots.ballots where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('ballots.ballot_not_found')
  return subjectOfFund(tx, rows[0].fundId)
}
