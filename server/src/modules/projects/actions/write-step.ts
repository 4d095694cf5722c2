import type { Actor } from '@shanju/contract/access.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Taken } from '@shanju/contract/projects/shapes.ts'
import type { ProjectStep } from '@shanju/contract/projects/steps.ts'
import type { ProjectState } from '@shanju/contract/projects/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideStep } from '../logic/decide-step.ts'
import { type Standing, standingOf } from '../queries/facts.ts'
import { checkWords, holdProject, personOf, tell } from '../tell.ts'

/** A step that may be taken, and from where. */
export interface Allowed {
  readonly standing: Standing
  readonly step: ProjectStep
  readonly to: ProjectState
}

/**
 * Looks whether a step may be taken now, under the project's lock. Refusals stand before what the step itself asks.
 * @throws Refusal projects.project_not_found, step_not_allowed, what the step needs, regulations.blocked
 */
export async function allowStep(tx: Tx, actor: Actor, id: string, step: ProjectStep, words: string): Promise<Allowed> {
  await holdProject(tx, id)
  const standing = await standingOf(tx, id)
  const decided = decideStep(step, { ...standing, today: tx.today, person: personOf(actor) })
  if ('refused' in decided) throw refuse(`projects.${decided.refused.code}`, decided.refused.params)
  await checkWords(tx, { text: words })
  return { standing, step, to: decided.to }
}

interface More {
  readonly untilOn?: PlainDate
  readonly motionId?: string
  readonly milestone?: number
  readonly amountFen?: bigint
}

/** Writes a step that was allowed, and the trail row. */
export async function writeStep(
  tx: Tx,
  actor: Actor,
  allowed: Allowed,
  words: string,
  more: More = {},
): Promise<Taken> {
  const { standing, step, to } = allowed
  await sql`
    insert into projects.steps (project_id, number, step, from_state, to_state, words, until_on, motion_id, milestone,
      amount_fen, taken_by, taken_at)
    values (${standing.id}, ${standing.stepNumber + 1}, ${step}, ${standing.state}, ${to}, ${words},
      ${more.untilOn ?? null}::date, ${more.motionId ?? null}::uuid, ${more.milestone ?? null}::smallint,
      ${more.amountFen ?? null}::bigint, ${personOf(actor)}::uuid, ${tx.now})`.execute(tx.db)
  const details = { to, ...(more.amountFen === undefined ? {} : { amountFen: more.amountFen.toString() }) }
  await tell(tx, actor, step, standing.id, details)
  return { id: standing.id, code: standing.code, state: to, motionId: more.motionId ?? null }
}
