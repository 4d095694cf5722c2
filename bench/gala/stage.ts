import { createHmac, randomBytes } from 'node:crypto'
import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { openFund } from '../../server/src/modules/funds/index.ts'
import { cookieName } from '../../server/src/modules/identity/library/cookies.ts'
import { librarySecret } from '../../server/src/modules/identity/library/open.ts'
import { uuidv7 } from '../../server/src/platform/kit/ids.ts'
import type { Tx } from '../../server/src/platform/pg/db.ts'
import type { House } from '../../server/src/start.ts'
import { registering } from '../../server/test/support/house.ts'

/** What the load generator needs: funds as the wire names them, and one cookie for each person at a counter. */
export interface Stage {
  readonly funds: readonly string[]
  readonly cookies: readonly string[]
  /** Of an administrator of the city, for reading. */
  readonly reader: string
  readonly hostId: string
}

const CITY = '150600'
const PLACE = '150602001'
const DAY_MS = 24 * 60 * 60 * 1000
const BENCH = { kind: 'system', name: 'bench' } as const

/**
 * One charity with its funds, and people signed in. People come as rows: what a password costs is not measured here.
 * They are many because one person may ask thirty times a second.
 */
export async function setStage({ database, secrets }: House, size: { funds: number; people: number }): Promise<Stage> {
  const hostId = await database.transact('bench', addHost)
  const funds: string[] = []
  for (let n = 0; n < size.funds; n++) {
    const wish = { hostId, name: `第${n + 1}号暖心基金(演示)`, placeCode: PLACE, purpose: '帮助社区里有困难的人' }
    const id = await database.transact('bench', (tx) =>
      openFund(tx, BENCH, { ...wish, fields: ['hardship'], opensOn: '2026-01-01' }),
    )
    funds.push(showId('fund', id))
  }
  const secret = librarySecret({ secrets })
  const signIn = async (name: string, role: string, place: string): Promise<string> => {
    const token = randomBytes(24).toString('base64url')
    await database.transact('bench', (tx) => addPerson(tx, { name, role, place, token }))
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return `${cookieName('session_token', false)}=${encodeURIComponent(`${token}.${signature}`)}`
  }
  const cookies: string[] = []
  for (let n = 0; n < size.people; n++) cookies.push(await signIn(`counter${n}`, 'community_worker', PLACE))
  const reader = await signIn('reader', 'administrator', CITY)
  return { funds, cookies, reader, hostId: showId('org', hostId) }
}

async function addHost(tx: Tx): Promise<string> {
  const id = uuidv7(tx.now)
  const { name, creditCode, kind, registeredIn } = registering(1)
  await sql`insert into organisations.organisations
      (id, name, credit_code, kind, charity, status, registered_in, created_at, updated_at)
    values (${id}, ${name}, ${creditCode}, ${kind}, true, 'active', ${registeredIn}, ${tx.now}, ${tx.now})`.execute(
    tx.db,
  )
  return id
}

interface Person {
  readonly name: string
  readonly role: string
  readonly place: string
  readonly token: string
}

async function addPerson(tx: Tx, { name, role, place, token }: Person): Promise<void> {
  const id = uuidv7(tx.now)
  const until = new Date(Date.now() + DAY_MS)
  await sql`insert into identity.people (id, user_name, state, created_at, updated_at, library_email)
    values (${id}, ${name}, 'active', ${tx.now}, ${tx.now}, ${`${id}@users.invalid`})`.execute(tx.db)
  await sql`insert into identity.role_assignments
      (id, person_id, role, division_code, divisions, organisation_ids, from_on, granted_at)
    values (${uuidv7(tx.now)}, ${id}, ${role}, ${place}, ${[place]}, '{}', ${tx.today}, ${tx.now})`.execute(tx.db)
  await sql`insert into identity.sessions (id, person_id, token, expires_at, created_at, updated_at)
    values (${uuidv7(tx.now)}, ${id}, ${token}, ${until}, ${tx.now}, ${tx.now})`.execute(tx.db)
}
