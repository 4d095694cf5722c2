import type { Management, Paper } from '@shanju/contract/funds/agreement.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Binds a sealed file name to its column. */
export const NAME_CONTEXT = 'funds.papers.file_name'

/** Everything staff see of a fund beside its public record, newest first. */
export async function getManagement(tx: Tx, id: string): Promise<Management> {
  const [agreements, delegations, complaintLines, served, papers, moves, contacts] = [
    await sql<Management['agreements'][number]>`
      select number, purpose, use, rights_of_host as "rightsOfHost", rights_of_initiator as "rightsOfInitiator", "end",
             surplus, surplus_rule as "surplusRule", yield_rule as "yieldRule", fee_rule as "feeRule",
             fee_bp as "feeBp", signed_on as "signedOn", file_id as "paperId", recorded_at as "recordedAt"
        from funds.agreements where fund_id = ${id} order by number desc`.execute(tx.db),
    await sql<Management['delegations'][number]>`
      select number, ceiling_fen as "ceilingFen", subjects, from_on as "fromOn", to_on as "toOn",
             file_id as "paperId", recorded_at as "recordedAt"
        from funds.delegations where fund_id = ${id} order by number desc`.execute(tx.db),
    await sql<Management['complaintLines'][number]>`
      select number, telephone, published_in as "publishedIn", published_on as "publishedOn", file_id as "paperId",
             recorded_at as "recordedAt"
        from funds.complaint_lines where fund_id = ${id} order by number desc`.execute(tx.db),
    await sql<Management['served'][number]>`
      select json_build_object('code', d.code, 'name', d.name) as place, s.from_on as "fromOn", s.to_on as "toOn"
        from funds.served s join divisions.pub_divisions d on d.code = s.place_code
       where s.fund_id = ${id} order by s.to_on is not null, d.code, s.from_on`.execute(tx.db),
    await sql<Omit<Paper, 'name'> & { name: Buffer }>`
      select file_id as id, kind, file_name as name, media_type as "mediaType", bytes, added_at as "addedAt"
        from funds.papers where fund_id = ${id} order by added_at desc, file_id`.execute(tx.db),
    await sql<Management['moves'][number]>`
      select from_state as "from", to_state as "to", reason, at from funds.moves
       where fund_id = ${id} order by at desc, id desc`.execute(tx.db),
    await sql`select 1 from funds.contacts where fund_id = ${id}`.execute(tx.db),
  ]
  return {
    agreements: agreements.rows,
    delegations: delegations.rows,
    complaintLines: complaintLines.rows,
    served: served.rows,
    papers: papers.rows.map((paper) => ({ ...paper, name: tx.secrets.open(paper.name, NAME_CONTEXT) })),
    moves: moves.rows,
    hasContact: contacts.rows.length > 0,
  }
}
