import type { Actor } from '@shanju/contract/access.ts'
import type { OpenFund } from '@shanju/contract/funds/shapes.ts'
import type { ShownFinding } from '@shanju/contract/regulations/shapes.ts'
import { refuseIfBlocked, shownFinding } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseOpening } from '../logic/decide.ts'
import { getOpening, judgeOpening } from '../queries/opening.ts'
import { subjectOfFund } from '../queries/subject.ts'
import { complete, makeFund, makingFacts } from './make-fund.ts'
import { oweAfterOpening, putInOpeningSum } from './settle-opening.ts'

/**
 * Opens a community fund in one go. What the rule book warns of does not stop it.
 * @throws Refusal funds.host_unknown … funds.exists_with_same_name, regulations.blocked
 */
export const openFund = async (tx: Tx, actor: Actor, input: OpenFund): Promise<string> =>
  (await openAtOnce(tx, actor, input)).id

/** The same, telling what the rule book warned of. */
export async function openAtOnce(
  tx: Tx,
  actor: Actor,
  input: OpenFund,
): Promise<{ readonly id: string; readonly warnings: readonly ShownFinding[] }> {
  const refused = refuseOpening(input, {
    today: tx.today,
    ...(await makingFacts(tx, input.hostId, input.placeCode)),
  })
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)
  const wanted = complete(input)
  const id = await makeFund(tx, wanted, { state: 'open' })
  const opening = await getOpening(tx, id)
  const judgement = await judgeOpening(tx, opening)
  refuseIfBlocked(judgement)
  await putInOpeningSum(tx, actor, { id, ...wanted })
  const subject = await subjectOfFund(tx, id)
  await oweAfterOpening(tx, actor, { id, name: input.name, hostId: input.hostId, subject }, judgement.tasks)
  await record(tx, actor, {
    action: 'funds.open',
    subjectKind: 'fund',
    subjectId: id,
    subject,
    details: { host: input.hostId, place: input.placeCode, opensOn: input.opensOn },
  })
  return { id, warnings: judgement.warnings.map(shownFinding) }
}
