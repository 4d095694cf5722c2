import type { Actor } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/ballots/exports.ts'
import type { routes } from '@shanju/contract/ballots/routes.ts'
import type { Voter } from '@shanju/contract/ballots/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import type { Entry } from '../logic/roll-rows.ts'
import { tell } from '../tell.ts'
import { getBallotRow } from './rows.ts'

const SEALED = 'ballots.roll.sealed'

export const nameHash = (tx: Tx, name: string): Buffer => tx.secrets.keyedHash(name, 'ballots.roll.name_hash')
export const codeHash = (tx: Tx, code: string): Buffer => tx.secrets.keyedHash(code, 'ballots.codes.code_hash')

type Sealed = Pick<Entry, 'name' | 'door'>

export const sealEntry = (tx: Tx, { name, door }: Sealed): Buffer => tx.secrets.seal(`${name}\n${door}`, SEALED)

export function openEntry(tx: Tx, sealed: Buffer): Sealed {
  const [name = '', door = ''] = tx.secrets.open(sealed, SEALED).split('\n')
  return { name, door }
}

interface RollRow extends Pick<Voter, 'id' | 'number' | 'coded' | 'manner'> {
  readonly sealed: Buffer
}

const select = (found: RawBuilder<unknown>): RawBuilder<RollRow> => sql<RollRow>`
  select x.id, x.number, x.sealed, v.manner, exists (select 1 from ballots.codes k where k.roll_id = x.id) as coded
    from ballots.roll x left join ballots.voted v on v.roll_id = x.id where ${found} order by x.number`

/** By name, so it leaves a trail row. A name is found whole, because only its hash can be compared. */
export async function listRoll(
  tx: Tx,
  actor: Actor,
  { params, query }: Input<typeof routes.listRoll>,
): Promise<Page<Voter>> {
  const ballot = await getBallotRow(tx, params.id)
  await tell(tx, actor, 'read_roll', { id: ballot.id, fundId: ballot.fund.id })
  const rows = await page(tx, query, sought(tx, params.id, query.q))
  return { ...rows, items: rows.items.map(opened(tx)) }
}

/** All of it; that it was taken along is a trail row of its own. @throws Refusal ballots.ballot_not_found */
export async function wholeRoll(
  tx: Tx,
  actor: Actor,
  { params, query }: Input<typeof exports.listRollExport>,
): Promise<Listed<Voter>> {
  const ballot = await getBallotRow(tx, params.id)
  await tell(tx, actor, 'read_roll', { id: ballot.id, fundId: ballot.fund.id })
  return listed(tx, sought(tx, params.id, query.q), (rows) => rows.map(opened(tx)))
}

function sought(tx: Tx, ballotId: string, words = ''): RawBuilder<RollRow> {
  const q = words.normalize('NFKC').trim()
  const found = [sql`x.ballot_id = ${ballotId}`]
  if (/^\d{1,6}$/.test(q)) found.push(sql`x.number = ${Number(q)}`)
  else if (q !== '') found.push(sql`x.name_hash = ${nameHash(tx, q)}`)
  return select(sql.join(found, sql` and `))
}

const opened =
  (tx: Tx) =>
  ({ sealed, ...row }: RollRow): Voter => ({ ...row, ...openEntry(tx, sealed) })

/** An entry of this ballot's roll. @throws Refusal ballots.voter_not_found */
export async function voterOf(tx: Tx, ballotId: string, voterId: string): Promise<RollRow> {
  const { rows } = await select(sql`x.ballot_id = ${ballotId} and x.id = ${voterId}`).execute(tx.db)
  if (!rows[0]) throw refuse('ballots.voter_not_found')
  return rows[0]
}
