import type { Rules } from '@shanju/contract/governance/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Every version, newest first, with when it was in force: from the resolution that adopted it to the next one's. */
export async function rulesOf(tx: Tx, groupId: string): Promise<Rules[]> {
  const { rows } = await sql<Rules>`
    with adopted as (
      select rules_id, carried_at, refused_at, lead(carried_at) over (order by carried_at, number) as next
        from governance.pub_decisions
       where group_id = ${groupId} and kind = 'rules' and carried_at is not null)
    select r.id, r.number, r.body, r.quorum_top as "quorumTop", r.quorum_bottom as "quorumBottom",
           r.special_top as "specialTop", r.special_bottom as "specialBottom", r.large_sum_fen as "largeSumFen",
           r.notice_days as "noticeDays", r.project_notice_days as "projectNoticeDays",
           r.result_notice_days as "resultNoticeDays", r.notice_holds as "noticeHolds", r.host_fee_bp as "hostFeeBp",
           r.emergency_cap_fen as "emergencyCapFen", r.emergency_yes as "emergencyYes", r.ratify_days as "ratifyDays",
           r.recorded_at as "recordedAt", a.carried_at as "inForceFrom", least(a.next, a.refused_at) as "inForceTo"
      from governance.rules r
      left join lateral (select * from adopted where rules_id = r.id order by carried_at desc limit 1) a on true
     where r.group_id = ${groupId} order by r.number desc`.execute(tx.db)
  return rows
}

/** What applies now; undefined before the first rules. */
export async function rulesInForce(tx: Tx, groupId: string): Promise<Rules | undefined> {
  const { rows } = await sql<{ id: string | null }>`select governance.rules_at(${groupId}, ${tx.now}) as id`.execute(
    tx.db,
  )
  const id = rows[0]?.id
  return id ? (await rulesOf(tx, groupId)).find((rules) => rules.id === id) : undefined
}

/** From which sum the rules in force of a fund's group ask for more; null before the first rules. */
export async function largeSumOf(tx: Tx, fundId: string): Promise<bigint | null> {
  const { rows } = await sql<{ line: bigint }>`
    select r.large_sum_fen as line from governance.groups g
      join governance.rules r on r.id = governance.rules_at(g.id, ${tx.now}) where g.fund_id = ${fundId}`.execute(tx.db)
  return rows[0]?.line ?? null
}
