import type { Actor } from '@shanju/contract/access.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import type { Close, Evaluate, MoneyStep, Taken } from '@shanju/contract/projects/shapes.ts'
import { words } from '@shanju/contract/projects/words.ts'
import { sql } from 'kysely'
import { draftOf, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { holdAuthorities } from '#modules/payments/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseEnd, surplusOf } from '../logic/budget.ts'
import type { Standing } from '../queries/facts.ts'
import { authoritiesOf } from '../queries/works.ts'
import { personOf, stop } from '../tell.ts'
import { allowStep, writeStep } from './write-step.ts'

/** Row and step of the ledger's catalogue of events: a beneficiary or partner gives money back (N24 note 5101). */
const MONEY_BACK = 'E37.money'
/** What is given back has not reached anybody. */
const NOT_REACHED = { reach: 'at_partner', reachedOn: null, reachProof: null } as const

/**
 * Books money that came back, in the books of the host and under the limit of the fund, so that it can be spent again.
 * @throws Refusal as {@link allowStep}; projects.back_too_much: more than was claimed; what the ledger refuses
 */
export async function getBack(tx: Tx, actor: Actor, id: string, { words: said, amountFen }: MoneyStep): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'get_back', said)
  const { standing } = allowed
  if (standing.backFen + amountFen > standing.claimedFen) throw refuse('projects.back_too_much')
  const { rows } = await sql<{ hostId: string; restrictionId: string; code: string }>`
    select f.host_id as "hostId", f.restriction_id as "restrictionId", p.code
      from projects.projects p join funds.pub_funds f on f.id = p.fund_id where p.id = ${id}`.execute(tx.db)
  const [fund] = rows
  if (!fund) throw refuse('projects.project_not_found')
  const place = { restriction: 'R', restrictionId: fund.restrictionId, fund: standing.fundId }
  const draft = draftOf(
    MONEY_BACK,
    { cash: '1002', amount: amountFen, place, reach: NOT_REACHED },
    {
      book: fund.hostId,
      ...{ documentOn: tx.today, postedOn: tx.today, papers: [], checker: null, reason: null },
      summary: fill(words.zh['summary.money_back'], { code: formatPublicId(fund.code) }),
      maker: personOf(actor) ?? SYSTEM_MAKER,
      channel: 'bank',
    },
    {},
  )
  await post(tx, [{ key: `project back ${id} ${standing.stepNumber + 1}`, draft }])
  return writeStep(tx, actor, allowed, said, { amountFen })
}

/** A person's judgement in words. @throws Refusal as {@link allowStep} */
export async function evaluate(tx: Tx, actor: Actor, id: string, { words: said, level }: Evaluate): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'evaluate', said)
  await sql`insert into projects.evaluations (project_id, level, judged_by, judged_at)
    values (${id}, ${level}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  return writeStep(tx, actor, allowed, said)
}

/**
 * Closes a project. What is left follows from payments that arrived, and goes where its agreement says, else back to the
 * limit it came from (CL art. 58); it never left that limit, or came back to it, so nothing is booked. Nobody asks for a
 * payment meanwhile.
 * @throws Refusal as {@link allowStep}; projects.spent_above_budget, unspent_at_payee, surplus_needs_target
 */
export async function close(tx: Tx, actor: Actor, id: string, wanted: Close): Promise<Taken> {
  await holdAuthorities(tx, await authoritiesOf(tx, id))
  const allowed = await allowStep(tx, actor, id, 'close', wanted.words)
  const { standing } = allowed
  const facts = { ...standing, sumFen: standing.sumFen ?? 0n, spentFens: standing.spentFens ?? [wanted.spentFen] }
  stop(refuseEnd(facts))
  const surplus = surplusOf(facts)
  const treatment = surplus > 0n ? (standing.agreedSurplus ?? 'return_to_limit') : null
  const targetId = treatment === 'other_project' ? await ownTarget(tx, standing, wanted.targetId) : null
  await sql`insert into projects.closings (project_id, surplus_fen, treatment, target_id, closed_on)
    values (${id}, ${surplus}, ${treatment}, ${targetId}, ${tx.today})`.execute(tx.db)
  return writeStep(tx, actor, allowed, wanted.words)
}

/** Another project of the same fund that is public and not at its end. */
async function ownTarget(tx: Tx, { id, fundId }: Standing, targetId: string | null): Promise<string> {
  const { rows } = await sql`
    select 1 from projects.pub_projects where id = ${targetId}::uuid and id <> ${id} and fund_id = ${fundId}
       and notice_until is not null and state not in ('closed', 'stopped', 'declined', 'voted_down')`.execute(tx.db)
  if (!targetId || !rows[0]) throw refuse('projects.surplus_needs_target')
  return targetId
}
