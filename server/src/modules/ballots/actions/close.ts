import type { Actor } from '@shanju/contract/access.ts'
import type { Result } from '@shanju/contract/ballots/count/count.ts'
import { summaryOf } from '@shanju/contract/ballots/count/explain.ts'
import { countResult } from '@shanju/contract/ballots/shapes.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { sql } from 'kysely'
import { addMotion } from '#modules/governance/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseClosing } from '../logic/decide.ts'
import { countingOf, packed } from '../queries/count.ts'
import { type Counting, countApart, digestOf } from '../queries/count-apart.ts'
import { type BallotRow, ballotState, getBallotRow, optionsOf, slipsOf } from '../queries/rows.ts'
import { personOf, stop, tell } from '../tell.ts'
import { SEED } from './plan.ts'
import { holdBallot } from './roll.ts'

/** @throws Refusal ballots.ballot_not_found, not_open, still_open, slips_differ, slips_missing */
async function readyToCount(tx: Tx, id: string): Promise<{ ballot: BallotRow; counting: Counting }> {
  const ballot = await getBallotRow(tx, id)
  const slips = await slipsOf(tx, id)
  const voted = ballot.byCode + ballot.byPaper
  stop(refuseClosing({ ...ballot, state: ballotState(ballot, tx.now), voted, slips }))
  const { rows } = await sql<{
    sealed: Buffer
  }>`select seed_sealed as sealed from ballots.ballots where id = ${id}`.execute(tx.db)
  const seed = rows[0] ? tx.secrets.open(rows[0].sealed, SEED) : ''
  return { ballot, counting: await countingOf(tx, ballot, seed) }
}

/**
 * Writes a result once: the database shuffles the votes, checks sum, seed and numbers, and keeps it.
 * @param counted a result and the digest of what it was counted from
 * @returns false where something has changed since: the count is to be done again
 * @throws Refusal as {@link readyToCount}
 */
export async function closeBallot(
  tx: Tx,
  actor: Actor,
  id: string,
  { result, digest }: { readonly result: Result; readonly digest: string },
): Promise<boolean> {
  await holdBallot(tx, id)
  const { ballot, counting } = await readyToCount(tx, id)
  if (digestOf(counting) !== digest) return false
  await sql`select ballots.close_ballot(${id}, ${counting.seed}, ${packed(result)}::jsonb, ${personOf(actor)},
    ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'close', { id, fundId: ballot.fund.id }, { voters: result.voters })
  return true
}

/** A withdrawal or a slip may come between; that it does time and again is no accident. */
const MOST_COUNTS = 5

/**
 * Counts outside any transaction, in a thread, what stood at one moment, and writes it if the same still stands.
 * @throws Refusal as {@link readyToCount}
 */
export async function countAndClose(
  transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  actor: Actor,
  id: string,
): Promise<void> {
  for (let count = 1; count <= MOST_COUNTS; count += 1) {
    const { counting } = await transact((tx) => readyToCount(tx, id))
    const counted = { result: await countApart(counting), digest: digestOf(counting) }
    if (await transact((tx) => closeBallot(tx, actor, id, counted))) return
  }
  throw new Error(`the votes of ballot ${id} changed during ${MOST_COUNTS} counts`)
}

/**
 * Puts the result before the management group. It carries no money: what is to be paid needs a motion of its own.
 * @throws Refusal ballots.ballot_not_found, not_closed, governance.meeting_not_found
 */
export async function putToGroup(tx: Tx, actor: Actor, id: string, meetingId: string): Promise<void> {
  const ballot = await getBallotRow(tx, id)
  if (ballot.closedAt === null) throw refuse('ballots.not_closed')
  const { rows } = await sql`select 1 from governance.pub_meetings
    where id = ${meetingId} and fund_id = ${ballot.fund.id}`.execute(tx.db)
  if (!rows[0]) throw refuse('governance.meeting_not_found')
  const result = countResult.parse(ballot.result)
  const titles = new Map((await optionsOf(tx, id)).map(({ number, title }) => [String(number), title]))
  const chosen = result.outcomes.flatMap((each) => (each.rank === null ? [] : (titles.get(each.id) ?? [])))
  const say = (key: string): string => word('zh', 'ballots', key)
  const { key, values } = summaryOf(result)
  await addMotion(
    tx,
    actor,
    meetingId,
    {
      ...{ kind: 'other', secret: false, amountFen: null, eachCapFen: null, field: null, payeeKind: null },
      ...{ payeeName: '', validTo: null, rulesId: null, aboutMotionId: null },
      title: fill(say('motion.title'), { title: ballot.title }),
      reasons: fill(say('motion.reasons'), {
        summary: fill(say(key), values),
        chosen: chosen.join('、').slice(0, 3000) || say('motion.none'),
        rule: say(`rule.${ballot.rule}`),
        code: ballot.publicId,
      }),
    },
    { kind: 'ballot', id },
  )
  await tell(tx, actor, 'put_to_group', { id, fundId: ballot.fund.id })
}
