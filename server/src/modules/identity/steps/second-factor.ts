import type { SecondFactor, SignInResult } from '@shanju/contract/identity/shapes.ts'
import { formatPublicId, parsePublicId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import type { Outer, StepsContext } from '#platform/http/index.ts'
import { type Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { cookieName, readDevice, readSigned } from '../library/cookies.ts'
import { ask, headersFor, type Library, librarySecret, openLibrary } from '../library/open.ts'
import { getPerson } from '../queries/person.ts'
import { tellOfPerson, themselves } from '../tell.ts'
import { welcome } from './sign-in.ts'

/** The library locks a person's second factor for this long after ten wrong codes in a row. */
const LOCKED_SECONDS = 900

/**
 * The second half of a sign-in. The library counts wrong codes (five a challenge, ten in a row a person); only who
 * knows the password comes here, so nobody else can be locked out by it.
 */
export async function verifySecondFactor(
  context: StepsContext,
  { body }: { body: SecondFactor },
): Promise<SignInResult> {
  const result = await context.transact((tx) => tryCode(tx, context.outer, body))
  context.setCookies(result.cookies)
  if (result.refusal) throw result.refusal
  return { state: 'signed_in' }
}

interface Tried {
  readonly cookies: readonly string[]
  readonly refusal?: Refusal
}

async function tryCode(tx: Tx, outer: Outer, body: SecondFactor): Promise<Tried> {
  const personId = await findChallenged(tx, outer)
  if (!personId || (await getPerson(tx, personId)).state !== 'active') {
    return { cookies: [], refusal: refuse('identity.no_pending_sign_in') }
  }
  if (body.kind === 'totp' && (await isSpent(tx, personId, body.code))) {
    return { cookies: [], refusal: refuse('identity.wrong_code') }
  }
  const outcome = await askFor(openLibrary(tx, outer.secure), outer, body)
  if ('code' in outcome) {
    await tellOfPerson(tx, { kind: 'stranger' }, 'second_factor_failed', personId)
    return { cookies: outcome.cookies, refusal: refusalFor(outcome.code) }
  }
  if (body.kind === 'totp') await spend(tx, personId, body.code)
  const known = await welcome(tx, outer, personId, readDevice(outer.cookie, outer.secure))
  if (body.kind === 'recovery') await tellOfPerson(tx, themselves(personId), 'use_recovery_code', personId)
  return { cookies: [...outcome.cookies, ...known] }
}

const askFor = (library: Library, outer: Outer, { kind, code: typed }: SecondFactor) => {
  const recovery = kind === 'recovery' ? parsePublicId(typed) : undefined
  const code = recovery ? formatPublicId(recovery) : typed
  const request = { body: { code }, headers: headersFor(outer, 'two_factor'), returnHeaders: true as const }
  return ask<unknown>(() => (kind === 'totp' ? library.api.verifyTOTP(request) : library.api.verifyBackupCode(request)))
}

function refusalFor(code: string): Refusal {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return refuse('identity.locked_out', { seconds: LOCKED_SECONDS })
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') return refuse('identity.wrong_code')
  return refuse('identity.no_pending_sign_in')
}

/** Whose sign-in waits for a code in this browser. */
async function findChallenged(tx: Tx, outer: Outer): Promise<string | undefined> {
  const challenge = readSigned(outer.cookie, cookieName('two_factor', outer.secure), librarySecret(tx))
  if (!challenge) return undefined
  const { rows } = await sql<{ value: string }>`
    select value from identity.challenges where identifier = ${challenge} and expires_at > now()`.execute(tx.db)
  return rows[0]?.value
}

const codeHash = (tx: Tx, code: string): Buffer => tx.secrets.keyedHash(code, 'identity.spent_codes.code_hash')

/** Each code of an authenticator is good once (RFC 6238 section 5.2); they repeat by chance after ten minutes or never. */
async function isSpent(tx: Tx, personId: string, code: string): Promise<boolean> {
  await sql`delete from identity.spent_codes where spent_at < ${new Date(tx.now.getTime() - 600_000)}`.execute(tx.db)
  const { rows } = await sql`
    select 1 from identity.spent_codes where person_id = ${personId} and code_hash = ${codeHash(tx, code)}`.execute(
    tx.db,
  )
  return rows.length > 0
}

/** @throws when the same code was spent meanwhile: the whole sign-in is undone */
async function spend(tx: Tx, personId: string, code: string): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into identity.spent_codes (person_id, code_hash, spent_at) values (${personId}, ${codeHash(tx, code)}, ${tx.now})
    on conflict do nothing`.execute(tx.db)
  if (numAffectedRows !== 1n) throw refuse('identity.wrong_code')
}
