import { showId } from '@shanju/contract/kit/ids.ts'
import { planBallot } from '#modules/ballots/actions/plan.ts'
import { importRoll } from '#modules/ballots/actions/roll.ts'
import { BALLOT } from '#modules/ballots/testkit.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'

/** A planned ballot of a fund with one entry on its roll. */
export async function addBallot(fresh: FreshDatabase, fundId: string, title: string, resident: string) {
  const id = await fresh.database.transact('test', async (tx) => {
    const made = await planBallot(tx, SETUP, { ...BALLOT, fundId, title })
    await importRoll(tx, SETUP, made, [['姓名'], [resident]], false)
    return made
  })
  const { rows } = await fresh.owner.query<{ code: string; voter: string }>(
    'select b.public_id as code, r.id as voter from ballots.ballots b join ballots.roll r on r.ballot_id = b.id where b.id = $1',
    [id],
  )
  const [row] = rows
  return {
    ...{ ballot: showId('ballot', id), ballotCode: row?.code ?? '' },
    voter: showId('voter', row?.voter ?? ''),
  }
}
