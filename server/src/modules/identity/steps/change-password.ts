import type { StepsContext } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { ask, headersFor } from '../library/open.ts'
import { judgePassword } from '../logic/password.ts'
import { tellOfPerson } from '../tell.ts'
import { withOwnPassword } from './own-password.ts'

/** A new password by somebody signed in. Every session ends and this browser gets a new one. */
export async function changePassword(
  context: StepsContext,
  { body }: { body: { current: string; next: string } },
): Promise<{ done: true }> {
  await withOwnPassword(context, {
    async check(_tx, person) {
      const problem = judgePassword(body.next, person.userName)
      if (problem) throw refuse(`identity.${problem}`)
    },
    ask: (library) =>
      ask(() =>
        library.api.changePassword({
          body: { currentPassword: body.current, newPassword: body.next, revokeOtherSessions: true },
          headers: headersFor(context.outer, 'session_token'),
          returnHeaders: true,
        }),
      ),
    tell: (tx, actor, person) => tellOfPerson(tx, actor, 'change_password', person.id),
  })
  return { done: true }
}
