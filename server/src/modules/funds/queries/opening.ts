import { type RawBuilder, sql } from 'kysely'
import { type Judge, type Judgement, judgeOf, type KeptFacts, type TrialSpan } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { agreementFacts, fundFacts, type Opening, textFacts } from '../logic/opening-facts.ts'

interface Row extends Opening {
  readonly id: string
  readonly total: number
}

async function openings(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select f.id, (count(*) over ())::int as total, f.name, f.purpose, f.opens_on as "opensOn", f.opening_sum_fen as "openingSumFen",
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
     where ${where} order by f.opens_on desc, f.id limit ${limit}`.execute(tx.db)
  return rows
}

/** All that the rule book asks about a fund, as it stands. @throws Refusal funds.not_found */
export async function getOpening(tx: Tx, id: string): Promise<Opening> {
  const [opening] = await openings(tx, sql`f.id = ${id}`, 1)
  if (!opening) throw refuse('funds.not_found')
  return opening
}

/** What stands against opening it, what warns, what is to be done afterwards; in the order of the rule book by subject. */
export const judgeOpening = async (tx: Tx, opening: Opening): Promise<Judgement> =>
  judgedOpening(await judgeOf(tx), opening)

export const judgedOpening = (judge: Judge, opening: Opening): Judgement => judge(factsOf(opening))

const factsOf = (opening: Opening) => ({
  fund: fundFacts(opening),
  agreement: agreementFacts(opening),
  text: textFacts(opening),
})

/** Funds that opened in these days, with the facts of their opening as they stand now. */
export async function keptFunds(tx: Tx, { from, to, limit }: TrialSpan): Promise<KeptFacts> {
  const rows = await openings(tx, sql`f.opens_on between ${from}::date and ${to}::date`, limit)
  return {
    found: rows[0]?.total ?? 0,
    items: rows.map((row) => ({
      ...{ kind: 'fund', id: row.id, name: row.name, on: row.opensOn, amountFen: row.openingSumFen },
      facts: factsOf(row),
    })),
  }
}
