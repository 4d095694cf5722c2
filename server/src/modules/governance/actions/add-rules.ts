import type { Actor } from '@shanju/contract/access.ts'
import type { AddRules } from '@shanju/contract/governance/shapes.ts'
import { sql } from 'kysely'
import { judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { stageRows } from '#modules/transparency/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { logged } from '../queries/leaf-drafts.ts'
import { personOf, tell } from '../tell.ts'

/** A version of the rules, not in force until a resolution adopts it. @throws Refusal regulations.blocked */
export async function addRules(tx: Tx, actor: Actor, groupId: string, wanted: AddRules): Promise<void> {
  // What the public will read holds no personal data (X13).
  refuseIfBlocked(await judge(tx, 'text', { texts: [{ field: 'text', text: wanted.body }] }))
  const id = uuidv7(tx.now)
  const { rows } = await sql<{ number: number }>`
    insert into governance.rules (id, group_id, number, body, quorum_top, quorum_bottom, special_top, special_bottom,
      large_sum_fen, notice_days, project_notice_days, result_notice_days, notice_holds, host_fee_bp, emergency_cap_fen,
      emergency_yes, ratify_days, recorded_by, recorded_at)
    select ${id}::uuid, ${groupId}::uuid, coalesce(max(number), 0) + 1, ${wanted.body}, ${wanted.quorumTop}::int,
      ${wanted.quorumBottom}::int, ${wanted.specialTop}::int, ${wanted.specialBottom}::int, ${wanted.largeSumFen}::bigint,
      ${wanted.noticeDays}::int, ${wanted.projectNoticeDays}::int, ${wanted.resultNoticeDays}::int, ${wanted.noticeHolds},
      ${wanted.hostFeeBp}::int, ${wanted.emergencyCapFen}::bigint, ${wanted.emergencyYes}::int, ${wanted.ratifyDays}::int,
      ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from governance.rules where group_id = ${groupId} returning number`.execute(tx.db)
  await stageRows(tx, logged.rules, [id])
  await tell(tx, actor, 'add_rules', { groupId, kind: 'group', id: groupId }, { number: rows[0]?.number })
}
