import type { Actor } from '@shanju/contract/access.ts'
import type { AddAgreement, AddDelegation, SetComplaintLine } from '@shanju/contract/funds/agreement.ts'
import { sql } from 'kysely'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { Refused } from '../logic/decide.ts'
import { refuseAgreement, refuseComplaintLine, refuseDelegation, type TermsFacts } from '../logic/decide-terms.ts'
import { agreementTexts } from '../logic/opening-facts.ts'
import { getLivingFund } from '../queries/get-fund.ts'
import { subjectOfFund } from '../queries/subject.ts'

const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

/**
 * Adds a version of the agreement. What is published of it may hold no personal data (X13).
 * @throws Refusal funds.closed, signed_in_future, fee_without_share, paper_unknown, regulations.blocked
 */
export async function addAgreement(tx: Tx, actor: Actor, id: string, wanted: AddAgreement): Promise<void> {
  await getLivingFund(tx, id)
  stop(refuseAgreement(wanted, await termsFacts(tx, id)))
  refuseIfBlocked(await judge(tx, 'text', { texts: agreementTexts(wanted) }))
  const { rows } = await sql<{ number: number }>`
    insert into funds.agreements (fund_id, number, purpose, use, rights_of_host, rights_of_initiator, "end", surplus,
      surplus_rule, yield_rule, fee_rule, fee_bp, signed_on, file_id, recorded_by, recorded_at)
    select ${id}, coalesce(max(number), 0) + 1, ${wanted.purpose}, ${wanted.use}, ${wanted.rightsOfHost},
           ${wanted.rightsOfInitiator}, ${wanted.end}, ${wanted.surplus}, ${wanted.surplusRule}, ${wanted.yieldRule},
           ${wanted.feeRule}, ${wanted.feeRule === 'none' ? null : wanted.feeBp}::int, ${wanted.signedOn}::date, ${wanted.paperId}::uuid, ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from funds.agreements where fund_id = ${id}
    returning number`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.add_agreement',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { number: rows[0]?.number, fee: wanted.feeRule, yield: wanted.yieldRule, signedOn: wanted.signedOn },
  })
}

/** Records what the host delegates. @throws Refusal funds.closed, term_ends_before, paper_unknown */
export async function addDelegation(tx: Tx, actor: Actor, id: string, wanted: AddDelegation): Promise<void> {
  await getLivingFund(tx, id)
  stop(refuseDelegation(wanted, await termsFacts(tx, id)))
  await sql`
    insert into funds.delegations (fund_id, number, ceiling_fen, subjects, from_on, to_on, file_id, recorded_by,
      recorded_at)
    select ${id}, coalesce(max(number), 0) + 1, ${wanted.ceilingFen}::bigint, ${wanted.subjects}::text[], ${wanted.fromOn}::date,
           ${wanted.toOn}::date, ${wanted.paperId}::uuid, ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from funds.delegations where fund_id = ${id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.add_delegation',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: {
      ceilingFen: wanted.ceilingFen.toString(),
      subjects: wanted.subjects,
      from: wanted.fromOn,
      to: wanted.toOn,
    },
  })
}

/** Records the complaint telephone and its publication. @throws Refusal funds.closed, published_in_future, paper_unknown, regulations.blocked */
export async function setComplaintLine(tx: Tx, actor: Actor, id: string, wanted: SetComplaintLine): Promise<void> {
  await getLivingFund(tx, id)
  stop(refuseComplaintLine(wanted, await termsFacts(tx, id)))
  refuseIfBlocked(await judge(tx, 'text', { texts: [{ field: 'note', text: wanted.publishedIn }] }))
  await sql`
    insert into funds.complaint_lines (fund_id, number, telephone, published_in, published_on, file_id, recorded_by,
      recorded_at)
    select ${id}, coalesce(max(number), 0) + 1, ${wanted.telephone}, ${wanted.publishedIn}, ${wanted.publishedOn}::date,
           ${wanted.paperId}::uuid, ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from funds.complaint_lines where fund_id = ${id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.set_complaint_line',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { publishedOn: wanted.publishedOn },
  })
}

function stop(refused: Refused | undefined): void {
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)
}

async function termsFacts(tx: Tx, id: string): Promise<TermsFacts> {
  const { rows } = await sql<{ id: string }>`select file_id as id from funds.papers where fund_id = ${id}`.execute(
    tx.db,
  )
  return { today: tx.today, papers: new Set(rows.map((row) => row.id)) }
}
