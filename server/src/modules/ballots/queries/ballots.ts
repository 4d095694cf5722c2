import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/ballots/exports.ts'
import type { routes } from '@shanju/contract/ballots/routes.ts'
import {
  type Ballot,
  type BallotListed,
  countResult,
  type PublicBallot,
  type PublicBallotListed,
} from '@shanju/contract/ballots/shapes.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { type BallotRow, ballotState, getBallotRow, optionsOf, selectBallots, slipsOf } from './rows.ts'

type Filters = Omit<Input<typeof routes.list>['query'], 'page' | 'pageSize'>

function mine(tx: Tx, actor: Actor, filters: Filters): RawBuilder<BallotRow> {
  const found: RawBuilder<unknown>[] = [reaches(whereCan(actor, 'ballots.read'), sql`f.path`, sql`array[f.host_id]`)]
  if (filters.q) found.push(sql`position(lower(${filters.q}) in lower(b.title || f.name)) > 0`)
  if (filters.fundId) found.push(sql`b.fund_id = ${filters.fundId}`)
  if (filters.state) found.push(IN_STATE[filters.state](tx.now))
  return selectBallots(sql`where ${sql.join(found, sql` and `)} order by b.recorded_at desc, b.id desc`)
}

const LIVE = sql`o.ballot_id is not null and c.ballot_id is null and r.ballot_id is null`
/** The same states as `stateOf` of the logic, as conditions. */
const IN_STATE = {
  planned: () => sql`o.ballot_id is null and c.ballot_id is null`,
  open: (now: Date) => sql`${LIVE} and b.closes_at > ${now}`,
  ended: (now: Date) => sql`${LIVE} and b.closes_at <= ${now}`,
  closed: () => sql`r.ballot_id is not null`,
  cancelled: () => sql`c.ballot_id is not null`,
}

const shownIn =
  (now: Date) =>
  (row: BallotRow): BallotListed => ({
    ...{ id: row.id, publicId: row.publicId, title: row.title, fund: row.fund, place: row.place, whose: row.whose },
    ...{ state: ballotState(row, now), budgetFen: row.budgetFen, rule: row.rule, closesAt: row.closesAt },
    ...{ roll: row.roll, voted: row.byCode + row.byPaper },
  })

export async function listBallots(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.list>,
): Promise<Page<BallotListed>> {
  const found = await page(tx, query, mine(tx, actor, query))
  return { ...found, items: found.items.map(shownIn(tx.now)) }
}

/** All of them. */
export const allBallots = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listExport>,
): Promise<Listed<BallotListed>> => listed(tx, mine(tx, actor, query), (rows) => rows.map(shownIn(tx.now)))

async function told(tx: Tx, row: BallotRow): Promise<PublicBallot> {
  const { whose: _whose, result, ...rest } = row
  return {
    ...rest,
    state: ballotState(row, tx.now),
    voted: row.byCode + row.byPaper,
    options: await optionsOf(tx, row.id),
    result: result === null ? null : countResult.parse(result),
  }
}

/** @throws Refusal ballots.ballot_not_found */
export async function getBallot(tx: Tx, id: string): Promise<Ballot> {
  const row = await getBallotRow(tx, id)
  const { rows } = await sql<{ coded: number }>`
    select count(*)::int as coded from ballots.roll x where x.ballot_id = ${id}
       and exists (select 1 from ballots.codes k where k.roll_id = x.id)`.execute(tx.db)
  const motions = await sql<Ballot['motions'][number]>`
    select id, title from governance.pub_motions where about_kind = 'ballot' and about_id = ${id} order by number`.execute(
    tx.db,
  )
  return {
    ...(await told(tx, row)),
    ...{ whose: row.whose, coded: rows[0]?.coded ?? 0, slips: await slipsOf(tx, id), motions: motions.rows },
  }
}

/** What stands on the public page; one that nobody opened is not there yet. @throws Refusal ballots.ballot_not_found */
export async function publicRow(tx: Tx, typed: string): Promise<BallotRow> {
  const publicId = parsePublicId(typed)
  if (!publicId) throw refuse('ballots.ballot_not_found')
  const { rows } = await selectBallots(sql`where b.public_id = ${publicId} and o.ballot_id is not null`).execute(tx.db)
  if (!rows[0]) throw refuse('ballots.ballot_not_found')
  return rows[0]
}

/** Those on public pages, the latest opened first. */
export async function listPublicBallots(
  tx: Tx,
  { fundId, ...query }: Input<typeof routes.publicList>['query'],
): Promise<Page<PublicBallotListed>> {
  const ofFund = fundId ? sql`and b.fund_id = ${fundId}` : sql``
  const rows = selectBallots(sql`where o.ballot_id is not null ${ofFund} order by o.opened_at desc, b.id desc`)
  const found = await page(tx, query, rows)
  return { ...found, items: found.items.map(shownIn(tx.now)) }
}

export const getPublicBallot = async (tx: Tx, typed: string): Promise<PublicBallot> =>
  told(tx, await publicRow(tx, typed))
