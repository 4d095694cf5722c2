import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/**
 * Holds every authority to pay against the decision it came from: sum, payee, fund, limit and days as the motion has them, and ended
 * where a later decision ended it. The decisions themselves stand in the public log. Answers the first that differs.
 */
export async function verifyAuthorities(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select a.id
      from payments.pub_authorities a
      left join governance.motions m on m.id = a.motion_id
      left join governance.groups g on g.id = m.group_id
      left join governance.openings o on o.motion_id = m.id
      left join governance.rules u on u.id = o.rules_id
      left join governance.resolutions r on r.motion_id = m.id
      left join governance.board_decisions b on b.motion_id = m.id
     where m.id is null
        or (a.cap_fen, a.each_cap_fen, a.payee_kind, a.payee_hash, a.fund_id, a.restriction_id) is distinct from
           (m.amount_fen, m.each_cap_fen, m.payee_kind, m.payee_hash, g.fund_id, m.restriction_id)
        or a.kind <> case m.kind when 'standing' then 'standing' when 'emergency' then 'emergency' else 'single' end
        or a.source_id is distinct from case a.source when 'board' then b.id else r.id end
        or r.outcome is distinct from 'passed'
        or (a.source = 'board' and b.approves is distinct from true)
        or a.valid_from <> governance.day_of(a.made_at)
             + case when coalesce(u.notice_holds, false) and m.kind <> 'emergency' then u.result_notice_days else 0 end
        or a.valid_to <> greatest(m.valid_to, a.valid_from)
        or a.ratify_by is distinct from case when m.kind = 'emergency' then governance.day_of(a.made_at) + u.ratify_days end
        or a.ended <> (b.approves is false or exists (
             select 1 from governance.motions x join governance.pub_decisions d on d.motion_id = x.id
              where x.kind = 'revoke' and x.about_motion_id = a.motion_id and d.carried_at is not null))
     order by a.id limit 1`.execute(tx.db)
  return rows[0]?.id
}
