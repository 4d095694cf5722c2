import type { TotpEnrolment } from '@shanju/contract/identity/shapes.ts'
import type { StepsContext } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { ask, headersFor, openLibrary } from '../library/open.ts'
import { getPerson, type PersonRow } from '../queries/person.ts'
import { tellOfPerson, themselvesOf } from '../tell.ts'
import { withOwnPassword } from './own-password.ts'

interface WithPassword {
  readonly body: { readonly password: string }
}

const refuseWhenOn = async (_tx: Tx, person: PersonRow): Promise<void> => {
  if (person.secondFactor) throw refuse('identity.second_factor_on')
}

const refuseWhenOff = async (_tx: Tx, person: PersonRow): Promise<void> => {
  if (!person.secondFactor) throw refuse('identity.second_factor_off')
}

const signedIn = (context: StepsContext) => ({
  headers: headersFor(context.outer, 'session_token'),
  returnHeaders: true as const,
})

/** Begins to set up an authenticator; a second beginning replaces a first that was never confirmed. */
export async function enrolTotp(context: StepsContext, { body }: WithPassword): Promise<TotpEnrolment> {
  let userName = ''
  const made = await withOwnPassword(context, {
    check: refuseWhenOn,
    ask(library, _tx, person) {
      userName = person.userName
      return ask(() => library.api.enableTwoFactor({ body: { password: body.password }, ...signedIn(context) }))
    },
    tell: (tx, actor, person) => tellOfPerson(tx, actor, 'begin_second_factor', person.id),
  })
  if (made.method !== 'totp') throw new Error('the sign-in library set up another second factor')
  return { ...labelled(made.totpURI, userName), recoveryCodes: made.backupCodes }
}

/** The library labels the secret with an address we do not have; people should see their user name in the phone. */
function labelled(totpUri: string, userName: string): { uri: string; secret: string } {
  const { searchParams } = new URL(totpUri)
  const secret = searchParams.get('secret')
  if (!secret) throw new Error('the sign-in library answered no secret')
  const issuer = '善聚'
  const query = new URLSearchParams({ secret, issuer, digits: '6', period: '30' })
  return { secret, uri: `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(userName)}?${query}` }
}

/** The first code proves that the phone has the secret; only now is it asked for at sign-in. */
export const confirmTotp = (context: StepsContext, { body }: { body: { code: string } }): Promise<{ done: true }> =>
  context.transact(async (tx) => {
    const { actor } = context.caller
    const person = await getPerson(tx, themselvesOf(actor))
    await refuseWhenOn(tx, person)
    const library = openLibrary(tx, context.outer.secure)
    const outcome = await ask(() => library.api.verifyTOTP({ body: { code: body.code }, ...signedIn(context) }))
    if ('code' in outcome) {
      throw refuse(outcome.code === 'INVALID_CODE' ? 'identity.wrong_code' : 'identity.second_factor_off')
    }
    await tellOfPerson(tx, actor, 'enable_second_factor', person.id)
    context.setCookies(outcome.cookies)
    return { done: true }
  })

export async function disableTotp(context: StepsContext, { body }: WithPassword): Promise<{ done: true }> {
  await withOwnPassword(context, {
    check: refuseWhenOff,
    ask: (library) =>
      ask(() => library.api.disableTwoFactor({ body: { password: body.password }, ...signedIn(context) })),
    tell: (tx, actor, person) => tellOfPerson(tx, actor, 'disable_second_factor', person.id),
  })
  return { done: true }
}

export async function renewRecoveryCodes(context: StepsContext, { body }: WithPassword): Promise<{ codes: string[] }> {
  const made = await withOwnPassword(context, {
    check: refuseWhenOff,
    ask: (library) =>
      ask(() => library.api.generateBackupCodes({ body: { password: body.password }, ...signedIn(context) })),
    tell: (tx, actor, person) => tellOfPerson(tx, actor, 'renew_recovery_codes', person.id),
  })
  return { codes: made.backupCodes }
}
