import type { OpeningCheck } from '@shanju/contract/funds/shapes.ts'
import { OPENING_REGULATIONS } from '@shanju/contract/funds/vocab.ts'
import { shownFinding } from '#modules/regulations/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { getOpening, judgeOpening } from './opening.ts'

/** What the rule book says about opening a fund as it stands now. @throws Refusal funds.not_found */
export async function checkOpening(tx: Tx, id: string): Promise<OpeningCheck> {
  const opening = await getOpening(tx, id)
  const { blocks, warnings, tasks } = await judgeOpening(tx, opening)
  return {
    asked: [...OPENING_REGULATIONS],
    findings: [...blocks, ...warnings, ...tasks].map(shownFinding),
  }
}
