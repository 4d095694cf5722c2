import type { Ballot } from '@shanju/contract/ballots/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { stateOf } from '../logic/decide.ts'

type Option = Ballot['options'][number]

/** A ballot as its tables hold it, without roll and votes. */
export interface BallotRow
  extends Pick<
    Ballot,
    | 'id'
    | 'publicId'
    | 'title'
    | 'words'
    | 'fund'
    | 'place'
    | 'whose'
    | 'budgetFen'
    | 'rule'
    | 'mostMarks'
    | 'rollKind'
    | 'closesAt'
    | 'openedAt'
    | 'closedAt'
    | 'cancelled'
    | 'seedHash'
    | 'seed'
  > {
  readonly result: unknown
  readonly roll: number
  readonly byCode: number
  readonly byPaper: number
}

/** `found` narrows or orders; joined are `b`, `f` and `d`. */
export const selectBallots = (found: RawBuilder<unknown>): RawBuilder<BallotRow> => sql<BallotRow>`
  select b.id, b.public_id as "publicId", b.title, b.words, json_build_object('id', f.id, 'name', f.name) as fund,
         json_build_object('code', d.code, 'name', d.name) as place,
         json_build_object('placeCode', f.place_code, 'hostId', f.host_id) as whose, b.budget_fen as "budgetFen", b.rule,
         b.most_marks as "mostMarks", b.roll_kind as "rollKind", b.closes_at as "closesAt", o.opened_at as "openedAt",
         r.closed_at as "closedAt", c.reason as cancelled, encode(b.seed_hash, 'hex') as "seedHash", r.seed, r.result,
         (select count(*)::int from ballots.roll x where x.ballot_id = b.id) as roll,
         (select count(*)::int from ballots.voted v where v.ballot_id = b.id and v.manner = 'code') as "byCode",
         (select count(*)::int from ballots.voted v where v.ballot_id = b.id and v.manner = 'paper') as "byPaper"
    from ballots.ballots b
    join funds.pub_funds f on f.id = b.fund_id
    join divisions.pub_divisions d on d.code = f.place_code
    left join ballots.openings o on o.ballot_id = b.id
    left join ballots.cancellations c on c.ballot_id = b.id
    left join ballots.results r on r.ballot_id = b.id
   ${found}`

/** @throws Refusal ballots.ballot_not_found */
export async function getBallotRow(tx: Tx, id: string): Promise<BallotRow> {
  const { rows } = await selectBallots(sql`where b.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('ballots.ballot_not_found')
  return rows[0]
}

export const ballotState = (row: BallotRow, now: Date) =>
  stateOf(
    {
      opened: row.openedAt !== null,
      closed: row.closedAt !== null,
      cancelled: row.cancelled !== null,
      closesAt: row.closesAt,
    },
    now,
  )

export async function optionsOf(tx: Tx, ballotId: string): Promise<Option[]> {
  const { rows } = await sql<Option>`
    select o.number, o.title, o.words, o.cost_fen as "costFen", o.project_id as "projectId", w.reason as withdrawn
      from ballots.options o left join ballots.withdrawals w on w.ballot_id = o.ballot_id and w.number = o.number
     where o.ballot_id = ${ballotId} order by o.number`.execute(tx.db)
  return rows
}

export async function slipsOf(tx: Tx, ballotId: string): Promise<Ballot['slips']> {
  const { rows } = await sql<Ballot['slips'][number]>`
    select slip, state from ballots.slips(${ballotId}) order by slip`.execute(tx.db)
  return rows
}
