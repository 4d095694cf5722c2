import { type Action, type Actor, can, canSomewhere, type Subject } from '@shanju/contract/access.ts'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { Me } from '@shanju/contract/identity/shapes.ts'
import { queryOptions } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { call } from './api.ts'
import { keepTime } from './kit/clock.ts'
import { reading } from './kit/queries.ts'

interface Session {
  readonly me: Me
  readonly actor: Actor
  /** May I do this to that? Without a subject: may I do it anywhere? The server asks the same function again. */
  readonly may: (action: Action, subject?: Subject) => boolean
}

const SessionContext = createContext<Session | undefined>(undefined)

export const readingMe = queryOptions<Me>({
  queryKey: reading(identity.me, {}).queryKey,
  queryFn: async (context) => {
    const me = await call(identity.me, {}, { signal: context.signal })
    keepTime(me.now)
    return me
  },
})

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const session = useMemo(() => sessionOf(me), [me])
  return <SessionContext value={session}>{children}</SessionContext>
}

function sessionOf(me: Me): Session {
  const actor: Actor = { kind: 'person', personId: me.id, assignments: me.assignments }
  return {
    me,
    actor,
    may: (action, subject) => (subject ? can(actor, action, subject) : canSomewhere(actor, action)),
  }
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('nobody is signed in here: a page stands outside the shell')
  return session
}
