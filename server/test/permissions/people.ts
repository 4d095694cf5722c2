import { type Actor, type Reach, ROLES } from '@shanju/contract/access.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { cookieOf } from '#test/support/people.ts'
import { newUuid, uuidOf } from './ids.ts'
import type { Side } from './world.ts'

/** Somebody who asks, and what a failure calls them. */
export interface Asker {
  readonly name: string
  readonly actor: Actor
  readonly sessionId?: string
  /** The session's cookie, for what the sign-in library itself looks at. */
  readonly cookie?: string
}

/** Of each role, one after the other. */
export const REACHES = 5

/** Everybody there can be: strangers, people without a right, and every role at every reach. */
export async function everybody(fresh: FreshDatabase, here: Side, there: Side): Promise<Asker[]> {
  const reaches: Readonly<Record<string, Reach>> = {
    'the banner': { kind: 'division', code: here.banner },
    'another banner': { kind: 'division', code: there.banner },
    'the host': { kind: 'organisation', id: uuidOf(here.org) },
    'another host': { kind: 'organisation', id: uuidOf(there.org) },
    'the city': { kind: 'division', code: '150600' },
  }
  const askers: Asker[] = [{ name: 'a stranger', actor: { kind: 'stranger' } }]
  const add = async (name: string, assignments: Extract<Actor, { kind: 'person' }>['assignments']) => {
    const { personId, sessionId, cookie } = await signedIn(fresh, askers.length)
    askers.push({ name, sessionId, cookie, actor: { kind: 'person', personId, assignments } })
  }
  await add('a person without a role', [])
  for (const role of ROLES) {
    for (const [place, reach] of Object.entries(reaches)) await add(`${role} of ${place}`, [{ role, reach }])
  }
  return askers
}

/** A person of their own each, because requests are limited by person. */
async function signedIn(fresh: FreshDatabase, n: number) {
  const personId = newUuid()
  await fresh.owner.query(
    `insert into identity.people (id, user_name, state, created_at, updated_at, library_email)
     values ($1::uuid, $2, 'active', now(), now(), $1::uuid::text || '@users.invalid')`,
    [personId, `asker${n}`],
  )
  const cookie = await cookieOf(fresh.database, personId)
  const { rows } = await fresh.owner.query<{ id: string }>(`select id from identity.sessions where person_id = $1`, [
    personId,
  ])
  return { personId, cookie, sessionId: rows[0]?.id ?? '' }
}
