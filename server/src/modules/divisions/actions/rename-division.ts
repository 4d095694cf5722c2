import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/divisions/routes.ts'
import type { Division } from '@shanju/contract/divisions/shapes.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideRename } from '../logic/decide-rename.ts'
import { getDivision } from '../queries/get-division.ts'
import { standingForChange } from '../queries/standing.ts'
import { writePlan } from './write-plan.ts'

/** @throws Refusal divisions.ended … divisions.name_unchanged */
export async function renameDivision(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.renameDivision>,
): Promise<Division> {
  const [division] = await standingForChange(tx, [params.code])
  if (!division) throw refuse('platform.not_found')
  const { refused, plan } = decideRename(division, body, tx.today)
  if (refused) throw refuse(`divisions.${refused.code}`, refused.params)
  await writePlan(tx, actor, plan)
  return getDivision(tx, params.code)
}
