import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseServed } from '../logic/decide.ts'
import { getLivingFund } from '../queries/get-fund.ts'
import { placesOf, townOf } from '../queries/places.ts'
import { subjectOfFund } from '../queries/subject.ts'

/**
 * The places a fund serves from today on. What is left out ends today, what is new begins today, what stays is not
 * touched, so each place keeps the day it began.
 * @throws Refusal funds.not_found, closed, served_unknown, served_elsewhere
 */
export async function setServed(tx: Tx, actor: Actor, id: string, wanted: readonly string[]): Promise<void> {
  const fund = await getLivingFund(tx, id)
  const codes = [...new Set(wanted)]
  const refused = refuseServed(codes, await placesOf(tx, codes), await townOf(tx, fund.place_code))
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)
  const now = await servedNow(tx, id)
  const ended = now.filter((code) => !codes.includes(code))
  const begun = codes.filter((code) => !now.includes(code))
  await sql`update funds.served set to_on = greatest(from_on, ${tx.today}::date)
    where fund_id = ${id} and to_on is null and place_code = any(${ended}::text[])`.execute(tx.db)
  await serve(tx, id, begun, tx.today)
  await record(tx, actor, {
    action: 'funds.set_served',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { begun, ended },
  })
}

/** Writes that a fund serves places from a day on. */
export async function serve(tx: Tx, fundId: string, codes: readonly string[], fromOn: string): Promise<void> {
  if (codes.length === 0) return
  await tx.db
    .insertInto('funds.served')
    .values(codes.map((code) => ({ id: uuidv7(tx.now), fund_id: fundId, place_code: code, from_on: fromOn })))
    .execute()
}

async function servedNow(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select place_code as code from funds.served where fund_id = ${id} and to_on is null`.execute(tx.db)
  return rows.map(({ code }) => code)
}
