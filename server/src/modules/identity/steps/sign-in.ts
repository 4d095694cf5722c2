import { randomBytes } from 'node:crypto'
import type { SignIn, SignInResult } from '@shanju/contract/identity/shapes.ts'
import { canonicalUserName } from '@shanju/contract/identity/user-name.ts'
import { sql } from 'kysely'
import type { Outer, StepsContext } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type Bucket, bucketFor, countAttempt, forgive } from '../actions/lock-out.ts'
import { deviceCookie, readDevice } from '../library/cookies.ts'
import { passwordGate } from '../library/gate.ts'
import { ask, headersFor, openLibrary } from '../library/open.ts'
import { findPersonByName, type PersonRow } from '../queries/person.ts'
import { tellOfPerson, themselves } from '../tell.ts'

/** No name can have this form, so the library goes through the motions, and the time, of a name it does not know. */
const NOBODY = '-'

/**
 * Signs in by user name and password. Count the try, check, then forgive or tell, each in its own transaction: a wrong
 * try must be remembered although it is refused. Unknown, invited and deactivated people and wrong passwords get one
 * answer after the same work.
 */
export const signIn = (context: StepsContext, { body }: { body: SignIn }): Promise<SignInResult> =>
  passwordGate.run(context.outer.address, async () => {
    const name = canonicalUserName(body.userName)
    const device = readDevice(context.outer.cookie, context.outer.secure)
    const buckets = await context.transact(async (tx) => {
      const chosen = await chooseBuckets(tx, name, device, context.outer.address)
      await countAttempt(tx, chosen)
      return chosen
    })
    const result = await context.transact((tx) => tryPassword(tx, context.outer, name, body.password, buckets, device))
    if (!result) throw refuse('identity.wrong_credentials')
    context.setCookies(result.cookies)
    return { state: result.state }
  })

const deviceHash = (tx: Tx, device: string): Buffer =>
  tx.secrets.keyedHash(device, 'identity.known_devices.device_hash')

async function chooseBuckets(tx: Tx, name: string, device: string | undefined, address: string): Promise<Bucket[]> {
  const near = [bucketFor(tx, 'near', name, address), bucketFor(tx, 'wide', name, '')]
  if (!device) return near
  const known = await sql`
    select 1 from identity.known_devices d join identity.people p on p.id = d.person_id
    where p.user_name = ${name} and d.device_hash = ${deviceHash(tx, device)}`.execute(tx.db)
  return known.rows.length > 0 ? [bucketFor(tx, 'device', name, device)] : near
}

interface Tried {
  readonly state: SignInResult['state']
  readonly cookies: string[]
}

async function tryPassword(
  tx: Tx,
  outer: Outer,
  name: string,
  password: string,
  buckets: readonly Bucket[],
  device: string | undefined,
): Promise<Tried | undefined> {
  const person = await findPersonByName(tx, name)
  const username = person?.state === 'active' ? name : NOBODY
  const library = openLibrary(tx, outer.secure)
  const outcome = await ask(() =>
    library.api.signInUsername({ body: { username, password }, headers: headersFor(outer), returnHeaders: true }),
  )
  if (!person || 'code' in outcome) {
    await tellOfFailure(tx, person)
    return undefined
  }
  await forgive(tx, buckets)
  if ('twoFactorRedirect' in outcome.response) return { state: 'second_factor', cookies: [...outcome.cookies] }
  const known = await welcome(tx, outer, person.id, device)
  return { state: 'signed_in', cookies: [...outcome.cookies, ...known] }
}

/** What follows every complete sign-in: the trail, the time, and the browser known from now on. Answers its cookie. */
export async function welcome(tx: Tx, outer: Outer, personId: string, device: string | undefined): Promise<string[]> {
  await tellOfPerson(tx, themselves(personId), 'sign_in', personId)
  await sql`update identity.people set last_sign_in_at = ${tx.now} where id = ${personId}`.execute(tx.db)
  const value = device ?? randomBytes(16).toString('base64url')
  await sql`insert into identity.known_devices (person_id, device_hash, seen_at)
    values (${personId}, ${deviceHash(tx, value)}, ${tx.now})
    on conflict (person_id, device_hash) do update set seen_at = excluded.seen_at`.execute(tx.db)
  return [deviceCookie(value, outer.secure)]
}

/** The trail says that somebody tried, never what they typed: people type their password into the wrong field. */
async function tellOfFailure(tx: Tx, person: PersonRow | undefined): Promise<void> {
  if (person) return tellOfPerson(tx, { kind: 'stranger' }, 'sign_in_failed', person.id)
  await record(
    tx,
    { kind: 'stranger' },
    { action: 'identity.sign_in_failed', subjectKind: 'person', subjectId: 'unknown' },
  )
}
