import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideSplit } from '../logic/decide-split.ts'
import { getDivision } from '../queries/get-division.ts'
import { childrenOf, standingForChange, usedCodes } from '../queries/standing.ts'
import { writePlan } from './write-plan.ts'

/** @throws Refusal divisions.ended … divisions.children_left_over */
export async function splitDivision(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.splitDivision>,
): Promise<Division> {
  const [division] = await standingForChange(tx, [params.code])
  if (!division) throw refuse('platform.not_found')
  const fresh = body.parts.flatMap(({ part }) => (typeof part === 'string' ? [] : [part.code]))
  const { refused, plan } = decideSplit(body, {
    today: tx.today,
    division,
    children: [...(await childrenOf(tx, [params.code])).keys()],
    used: await usedCodes(tx, fresh),
  })
  if (refused) throw refuse(`divisions.${refused.code}`, refused.params)
  await writePlan(tx, actor, plan)
  return getDivision(tx, params.code)
}
