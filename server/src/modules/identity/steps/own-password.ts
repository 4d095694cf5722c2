import type { Actor } from '@shanju/contract/access.ts'
import type { StepsContext } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { bucketFor, countAttempt, forgive } from '../actions/lock-out.ts'
import { passwordGate } from '../library/gate.ts'
import { type Library, type Outcome, openLibrary } from '../library/open.ts'
import { getPerson, type PersonRow } from '../queries/person.ts'
import { themselvesOf } from '../tell.ts'

export interface OwnAct<T> {
  /** What the library is asked; it checks the password itself. */
  ask(library: Library, tx: Tx, person: PersonRow): Promise<Outcome<T>>
  /** What else happens in the same transaction once it was right. */
  tell(tx: Tx, actor: Actor, person: PersonRow): Promise<void>
  /** Refuses what is plain without the password. */
  check?(tx: Tx, person: PersonRow): Promise<void>
}

/**
 * A weighty act about oneself, for which the password is asked again: whoever finds a browser open must not be able to
 * try passwords freely, so these tries are counted like those at the door.
 * @throws Refusal locked_out, wrong_password
 */
export const withOwnPassword = <T>(context: StepsContext, act: OwnAct<T>): Promise<T> =>
  passwordGate.run(context.outer.address, async () => {
    const { actor } = context.caller
    const personId = themselvesOf(actor)
    const bucket = await context.transact(async (tx) => {
      await act.check?.(tx, await getPerson(tx, personId))
      const own = bucketFor(tx, 'self', personId, '')
      await countAttempt(tx, [own])
      return own
    })
    return context.transact(async (tx) => {
      const person = await getPerson(tx, personId)
      const outcome = await act.ask(openLibrary(tx, context.outer.secure), tx, person)
      if ('code' in outcome) throw refusalFor(outcome.code)
      await forgive(tx, [bucket])
      await act.tell(tx, actor, person)
      context.setCookies(outcome.cookies)
      return outcome.response
    })
  })

const REFUSALS: Readonly<Record<string, string>> = {
  INVALID_PASSWORD: 'identity.wrong_password',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'identity.wrong_password',
  TOTP_ALREADY_ENABLED: 'identity.second_factor_on',
  TWO_FACTOR_NOT_ENABLED: 'identity.second_factor_off',
  UNAUTHORIZED: 'platform.not_signed_in',
}

function refusalFor(code: string): Error {
  const known = REFUSALS[code]
  return known ? refuse(known) : new Error(`the sign-in library answered ${code}`)
}
