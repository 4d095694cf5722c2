import { createHash } from 'node:crypto'
import { countVotes, type Result } from '@shanju/contract/ballots/count/count.ts'
import type { Election } from '@shanju/contract/ballots/count/election.ts'
import { writeVoteFile } from '@shanju/contract/ballots/count/pabulib-write.ts'
import { countResult } from '@shanju/contract/ballots/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { publicRow } from './ballots.ts'
import type { Counting } from './count-apart.ts'
import { type BallotRow, getBallotRow, optionsOf } from './rows.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Group {
  readonly marks: readonly number[]
  readonly voters: number
}

/** Votes and, before the count, slips on which two agree; equal ones together. */
async function groupsOf(tx: Tx, { id, closedAt }: BallotRow): Promise<Group[]> {
  const slips = closedAt === null ? sql`union all select coalesce(s.marks, '{}') from ballots.slips(${id}) s` : sql``
  const { rows } = await sql<Group>`
    select x.marks, count(*)::int as voters
      from (select v.marks from ballots.votes v where v.ballot_id = ${id} ${slips}) x
     group by x.marks order by x.marks`.execute(tx.db)
  return rows
}

async function electionOf(tx: Tx, ballot: BallotRow): Promise<Election> {
  const options = await optionsOf(tx, ballot.id)
  const places = new Map(options.map(({ number }, at) => [number, at]))
  const groups = (await groupsOf(tx, ballot)).map(({ marks, voters }) => ({
    marks: marks.map((mark) => places.get(mark) ?? -1),
    voters,
  }))
  return {
    budgetFen: ballot.budgetFen,
    options: options.map(({ number, costFen, withdrawn }) => ({
      ...{ id: String(number), costFen, withdrawn: withdrawn !== null },
    })),
    groups,
  }
}

/** What is counted, as it stands now. */
export const countingOf = async (tx: Tx, ballot: BallotRow, seed: string): Promise<Counting> => ({
  election: await electionOf(tx, ballot),
  rule: ballot.rule,
  seed,
})

const countBallot = async (tx: Tx, ballot: BallotRow, seed: string): Promise<Result> =>
  countVotes(await electionOf(tx, ballot), { rule: ballot.rule, seed, hash: sha256 })

/** As it is kept and sent: sums as text. */
export const packed = (result: Result): string =>
  JSON.stringify(countResult.encode({ ...result, outcomes: [...result.outcomes] }))

/**
 * All votes of a closed ballot, as it keeps them: in chance order, of nobody.
 * @throws Refusal ballots.ballot_not_found, not_closed
 */
export async function votesFile(tx: Tx, typed: string): Promise<{ readonly name: string; readonly text: string }> {
  const ballot = await publicRow(tx, typed)
  if (ballot.closedAt === null || ballot.seed === null) throw refuse('ballots.not_closed')
  const options = await optionsOf(tx, ballot.id)
  const places = new Map(options.map(({ number }, at) => [number, at]))
  const { outcomes } = countResult.parse(ballot.result)
  const found = new Map(outcomes.map((each) => [each.id, each]))
  const { rows } = await sql<{ marks: number[] }>`
    select marks from ballots.votes where ballot_id = ${ballot.id} order by id`.execute(tx.db)
  const text = writeVoteFile({
    meta: [
      ['description', ballot.title],
      ['country', 'China'],
      ['unit', ballot.place.name],
      ['instance', ballot.publicId],
      ['max_length', String(ballot.mostMarks)],
      ['shanju_rule', ballot.rule],
      ['seed', ballot.seed],
      ['seed_sha256', ballot.seedHash],
      ['command', `npx shanju count ${ballot.publicId}.pb`],
    ],
    type: ballot.rule === 'plurality' ? 'choose-1' : 'approval',
    budgetFen: ballot.budgetFen,
    options: options.map((option) => {
      const outcome = found.get(String(option.number))
      return {
        ...{ id: String(option.number), costFen: option.costFen, title: option.title },
        ...{ votes: outcome?.votes ?? 0, withdrawn: option.withdrawn !== null },
        chosen: outcome !== undefined && outcome.rank !== null,
      }
    }),
    votes: rows.map(({ marks }) => marks.map((mark) => places.get(mark) ?? 0)),
  })
  return { name: `${ballot.publicId}.pb`, text }
}

/** Counts every closed ballot again from its votes and its seed; the first whose result differs. */
export async function verifyBallots(tx: Tx): Promise<{ readonly ballots: number; readonly fault: string | undefined }> {
  const { rows } = await sql<{ id: string }>`select ballot_id as id from ballots.results order by ballot_id`.execute(
    tx.db,
  )
  for (const { id } of rows) {
    const ballot = await getBallotRow(tx, id)
    const seed = ballot.seed ?? ''
    const wrong = (what: string) => ({ ballots: rows.length, fault: `${id} ${what}` })
    if (sha256(seed) !== ballot.seedHash) return wrong('has another seed')
    if (!(await asManyVotesAsVoters(tx, id))) return wrong('has votes of nobody, or lost some')
    const kept = countResult.encode(countResult.parse(ballot.result))
    if (packed(await countBallot(tx, ballot, seed)) !== JSON.stringify(kept)) return wrong('is counted otherwise')
  }
  return { ballots: rows.length, fault: undefined }
}

async function asManyVotesAsVoters(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select (select count(*) from ballots.votes where ballot_id = ${id})
         = (select count(*) from ballots.voted where ballot_id = ${id}) as same`.execute(tx.db)
  return rows[0]?.same === true
}
