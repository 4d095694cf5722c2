import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideMerge } from '../logic/decide-merge.ts'
import { getDivision } from '../queries/get-division.ts'
import { childrenOf, standingForChange, usedCodes } from '../queries/standing.ts'
import { writePlan } from './write-plan.ts'

/** @throws Refusal divisions.ended … divisions.nothing_to_merge */
export async function mergeDivisions(
  tx: Tx,
  actor: Actor,
  { body }: Input<typeof routes.mergeDivisions>,
): Promise<Division> {
  const fresh = typeof body.into === 'string' ? [] : [body.into.code]
  const involved = await standingForChange(tx, divisionsInMerge(body))
  const { refused, plan } = decideMerge(body, {
    today: tx.today,
    involved,
    children: await childrenOf(tx, body.codes),
    used: await usedCodes(tx, fresh),
  })
  if (refused) throw refuse(`divisions.${refused.code}`, refused.params)
  await writePlan(tx, actor, plan)
  return getDivision(tx, typeof body.into === 'string' ? body.into : body.into.code)
}

/** The existing divisions that a merger names, each once. */
export const divisionsInMerge = ({ codes, into }: Input<typeof routes.mergeDivisions>['body']): string[] => [
  ...new Set([...codes, ...(typeof into === 'string' ? [into] : [])]),
]
