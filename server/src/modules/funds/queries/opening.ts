import { sql } from 'kysely'
import { type Judge, type Judgement, judgeOf } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { agreementFacts, fundFacts, type Opening, textFacts } from '../logic/opening-facts.ts'

/** All that the rule book asks about a fund, as it stands. @throws Refusal funds.not_found */
export async function getOpening(tx: Tx, id: string): Promise<Opening> {
  const { rows } = await sql<Opening>`
    select f.name, f.purpose, f.opens_on as "opensOn", f.opening_sum_fen as "openingSumFen",
           f.own_bank_account as "ownBankAccount", f.own_seal as "ownSeal", d.name as "placeName",
           json_build_object('name', o.name, 'charity', o.charity, 'active', o.status = 'active') as host,
           (select json_build_object('purpose', a.purpose, 'use', a.use, 'rightsOfHost', a.rights_of_host,
                     'rightsOfInitiator', a.rights_of_initiator, 'end', a."end", 'surplus', a.surplus,
                     'surplusRule', a.surplus_rule, 'yieldRule', a.yield_rule, 'feeRule', a.fee_rule)
              from funds.agreements a where a.fund_id = f.id order by a.number desc limit 1) as agreement,
           (select json_build_object('telephone', c.telephone, 'publishedIn', c.published_in)
              from funds.complaint_lines c where c.fund_id = f.id order by c.number desc limit 1) as "complaintLine"
      from funds.funds f
      join organisations.pub_organisations o on o.id = f.host_id
      join divisions.pub_divisions d on d.code = f.place_code
     where f.id = ${id}`.execute(tx.db)
  const [opening] = rows
  if (!opening) throw refuse('funds.not_found')
  return opening
}

/** What stands against opening it, what warns, what is to be done afterwards; in the order of the rule book by subject. */
export const judgeOpening = async (tx: Tx, opening: Opening): Promise<Judgement> =>
  judgedOpening(await judgeOf(tx), opening)

export const judgedOpening = (judge: Judge, opening: Opening): Judgement =>
  judge({ fund: fundFacts(opening), agreement: agreementFacts(opening), text: textFacts(opening) })
