import type { Actor } from '@shanju/contract/access.ts'
import type { BeginFund } from '@shanju/contract/funds/shapes.ts'
import type { ShownFinding } from '@shanju/contract/regulations/shapes.ts'
import { acceptWarnings, refuseIfBlocked, shownFinding } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { decideStep, refuseOpening } from '../logic/decide.ts'
import { getFundForUpdate } from '../queries/get-fund.ts'
import { getOpening, judgeOpening } from '../queries/opening.ts'
import { subjectOfFund } from '../queries/subject.ts'
import { makingFacts } from './make-fund.ts'
import { keepMove } from './move.ts'
import { oweAfterOpening, putInOpeningSum } from './settle-opening.ts'

/**
 * Opens a prepared fund. The host and the place are looked at again: much may have changed since it was prepared. What
 * the rule book blocks refuses; what it warns of is gone on with only for a reason, which stays on the trail.
 * @throws Refusal funds.*, regulations.blocked, regulations.reason_needed
 */
export async function beginFund(tx: Tx, actor: Actor, id: string, wanted: BeginFund): Promise<readonly ShownFinding[]> {
  const fund = await getFundForUpdate(tx, id)
  const step = decideStep(fund.state, 'open')
  if ('refused' in step) throw refuse(`funds.${step.refused.code}`, step.refused.params)
  const refused = refuseOpening(
    { placeCode: fund.place_code, opensOn: wanted.opensOn },
    { today: tx.today, ...(await makingFacts(tx, fund.host_id, fund.place_code)) },
  )
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)
  const judgement = await judgeOpening(tx, { ...(await getOpening(tx, id)), opensOn: wanted.opensOn })
  refuseIfBlocked(judgement)
  const subject = await subjectOfFund(tx, id)
  await acceptWarnings(tx, actor, { kind: 'fund', id, subject }, judgement.warnings, wanted.reason)

  await tx.db
    .updateTable('funds.funds')
    .set({ state: step.to, opens_on: wanted.opensOn, updated_at: tx.now })
    .where('id', '=', id)
    .execute()
  await keepMove(tx, actor, { fundId: id, from: fund.state, to: step.to, reason: wanted.reason.trim() || null })
  await putInOpeningSum(tx, actor, {
    id,
    hostId: fund.host_id,
    sourceKind: fund.source_kind,
    openingSumFen: fund.opening_sum_fen,
  })
  await oweAfterOpening(tx, actor, { id, name: fund.name, hostId: fund.host_id, subject }, judgement.tasks)
  await record(tx, actor, {
    action: 'funds.open',
    subjectKind: 'fund',
    subjectId: id,
    subject,
    details: { host: fund.host_id, place: fund.place_code, opensOn: wanted.opensOn },
  })
  return judgement.warnings.map(shownFinding)
}
