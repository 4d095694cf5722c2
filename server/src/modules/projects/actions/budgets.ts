import type { Actor } from '@shanju/contract/access.ts'
import type { AddMotion } from '@shanju/contract/governance/motions.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import type { AskBudget, Budget, PutToVote, Taken } from '@shanju/contract/projects/shapes.ts'
import { words } from '@shanju/contract/projects/words.ts'
import { sql } from 'kysely'
import { addMotion } from '#modules/governance/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseBudget, refuseSame } from '../logic/budget.ts'
import type { Standing } from '../queries/facts.ts'
import { checkWords, personOf, stop } from '../tell.ts'
import { allowStep, writeStep } from './write-step.ts'

const PLAIN = {
  ...{ secret: false, amountFen: null, eachCapFen: null, field: null, payeeKind: null, payeeName: '', validTo: null },
  ...{ rulesId: null, aboutMotionId: null },
} as const

export async function insertBudget(
  tx: Tx,
  actor: Actor,
  projectId: string,
  { sumFen, lines }: Budget,
  motionId: string | null,
): Promise<void> {
  await sql`
    insert into projects.budgets (project_id, number, sum_fen, line_names, line_fens, motion_id, made_by, made_at)
    select ${projectId}::uuid, coalesce(max(number), 0) + 1, ${sumFen}::bigint, ${lines.map(({ name }) => name)}::text[],
      ${lines.map(({ amountFen }) => amountFen.toString())}::bigint[], ${motionId}::uuid, ${personOf(actor)}::uuid,
      ${tx.now}::timestamptz
      from projects.budgets where project_id = ${projectId}`.execute(tx.db)
}

/**
 * Puts the project to the vote. The motion asks for the budget's sum, no more and no less, and where the project goes from
 * there only its decision says.
 * @throws Refusal as {@link allowStep}; projects.meeting_of_other_fund; governance.meeting_not_found; what it refuses of a motion
 */
export async function putToVote(tx: Tx, actor: Actor, id: string, wanted: PutToVote): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'put_to_vote', wanted.words)
  const { standing } = allowed
  const { meetingId, words: reasons, ...said } = wanted
  await ownMeeting(tx, standing, meetingId)
  const title = fill(words.zh['motion.grant'], { name: standing.name })
  const motion = {
    ...PLAIN,
    ...said,
    kind: 'grant',
    title,
    reasons,
    amountFen: standing.sumFen,
    field: fieldOf(standing),
  } as const
  const motionId = await addMotion(tx, actor, meetingId, motion, { kind: 'project', id })
  return writeStep(tx, actor, allowed, reasons, { motionId })
}

/**
 * Asks for another budget of a project under way: what it asks for more is money of its own motion; what only moves
 * between lines, or is less, is decided without any.
 * @throws Refusal as {@link allowStep}; projects.budget_not_adding_up, budget_unchanged, meeting_of_other_fund
 */
export async function askBudget(tx: Tx, actor: Actor, id: string, wanted: AskBudget): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'ask_budget', wanted.words)
  const { standing } = allowed
  stop(refuseBudget(wanted))
  stop(refuseSame(wanted, inForce(standing)))
  await checkWords(tx, { text: wanted.lines.map(({ name }) => name).join('\n') })
  await ownMeeting(tx, standing, wanted.meetingId)
  const title = fill(words.zh['motion.budget'], { name: standing.name })
  const more = wanted.sumFen - (standing.sumFen ?? 0n)
  const { payeeKind, payeeName, validTo } = wanted
  const asked =
    more > 0n
      ? ({ kind: 'grant', amountFen: more, field: fieldOf(standing), payeeKind, payeeName, validTo } as const)
      : ({ kind: 'other' } as const)
  const motion = { ...PLAIN, title, reasons: wanted.words, ...asked }
  const motionId = await addMotion(tx, actor, wanted.meetingId, motion, { kind: 'project', id })
  await insertBudget(tx, actor, id, wanted, motionId)
  return writeStep(tx, actor, allowed, wanted.words, { motionId })
}

const fieldOf = ({ field }: Standing) => field as AddMotion['field']

const inForce = ({ sumFen, lines, fens }: Standing): Budget => ({
  sumFen: sumFen ?? 0n,
  lines: lines.map((name, at) => ({ name, amountFen: fens[at] ?? 0n })),
})

/** The group of the project's own fund decides. @throws Refusal projects.meeting_of_other_fund */
async function ownMeeting(tx: Tx, { fundId }: Standing, meetingId: string): Promise<void> {
  const { rows } = await sql<{ fundId: string }>`
    select fund_id as "fundId" from governance.pub_meetings where id = ${meetingId}`.execute(tx.db)
  if (!rows[0]) throw refuse('governance.meeting_not_found')
  if (rows[0].fundId !== fundId) throw refuse('projects.meeting_of_other_fund')
}
