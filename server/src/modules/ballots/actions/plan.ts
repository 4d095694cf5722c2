import { randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import type { PlanBallot } from '@shanju/contract/ballots/shapes.ts'
import { publicIdFrom } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refusePlan } from '../logic/decide.ts'
import { sha256 } from '../queries/count.ts'
import { personOf, stop, tell } from '../tell.ts'

/** The seed stays sealed until the count; its hash is public from the beginning, so that nobody can choose it afterwards. */
export const SEED = 'ballots.ballots.seed_sealed'
const SEED_BYTES = 16

/** @throws Refusal ballots.project_not_found, marks_unfit, closes_too_early */
export async function planBallot(tx: Tx, actor: Actor, wanted: PlanBallot): Promise<string> {
  await ownProjects(tx, wanted)
  stop(refusePlan({ ...wanted, options: wanted.options.length }, tx.now))
  const id = uuidv7(tx.now)
  const seed = randomBytes(SEED_BYTES).toString('hex')
  await sql`
    insert into ballots.ballots (id, public_id, fund_id, title, words, budget_fen, rule, most_marks, roll_kind, closes_at,
      seed_hash, seed_sealed, recorded_by, recorded_at)
    values (${id}, ${publicIdFrom(randomBytes(12))}, ${wanted.fundId}, ${wanted.title}, ${wanted.words}, ${wanted.budgetFen},
      ${wanted.rule}, ${wanted.mostMarks}, ${wanted.rollKind}, ${wanted.closesAt}, decode(${sha256(seed)}, 'hex'),
      ${tx.secrets.seal(seed, SEED)}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  for (const [at, option] of wanted.options.entries())
    await sql`insert into ballots.options (ballot_id, number, title, words, cost_fen, project_id)
      values (${id}, ${at + 1}, ${option.title}, ${option.words}, ${option.costFen}, ${option.projectId})`.execute(
      tx.db,
    )
  const about = { id, fundId: wanted.fundId }
  await tell(tx, actor, 'plan', about, { options: wanted.options.length, rule: wanted.rule })
  return id
}

async function ownProjects(tx: Tx, { fundId, options }: PlanBallot): Promise<void> {
  const named = options.flatMap(({ projectId }) => projectId ?? [])
  if (named.length === 0) return
  const { rows } = await sql<{ id: string }>`select id from projects.pub_projects
    where fund_id = ${fundId} and id = any(${named}::uuid[])`.execute(tx.db)
  const own = new Set(rows.map(({ id }) => id))
  const strange = options.findIndex(({ projectId }) => projectId !== null && !own.has(projectId))
  if (strange >= 0) throw refuse('ballots.project_not_found', { number: strange + 1 })
}
