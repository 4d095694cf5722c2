import type { StepsContext } from '#platform/http/index.ts'
import { ask, headersFor, openLibrary } from '../library/open.ts'
import { tellOfPerson } from '../tell.ts'

/** Ends this session and takes its cookie back; without a session only the cookie. */
export const signOut = (context: StepsContext): Promise<{ done: true }> =>
  context.transact(async (tx) => {
    const { actor } = context.caller
    const library = openLibrary(tx, context.outer.secure)
    const headers = headersFor(context.outer, 'session_token')
    const outcome = await ask(() => library.api.signOut({ headers, returnHeaders: true }))
    context.setCookies(outcome.cookies)
    if (actor.kind === 'person') await tellOfPerson(tx, actor, 'sign_out', actor.personId)
    return { done: true }
  })
