import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { LinkMade, PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { ChangePersonWindow } from './person.change.tsx'
import { HandOverWindow } from './person.hand-over.tsx'
import { ReactivateWindow } from './person.reactivate.tsx'
import { ResetWindow } from './person.reset.tsx'

type Open = 'change' | 'reset' | 'hand_over' | 'reactivate' | undefined

/** What an administrator may do about somebody; each button says why when it cannot be used. */
export function PersonActions({ person, showLink }: { person: PersonRecord; showLink: (link: LinkMade) => void }) {
  const t = useText()
  const { me } = useSession()
  const ask = useAsk()
  const [open, setOpen] = useState<Open>()
  const endSessions = useWrite(identity.endSessionsOf)
  const deactivate = useWrite(identity.deactivatePerson)
  const { id, shownName: name, state, holdsMore } = person
  const params = { params: { id } }
  const wider = holdsMore ? t('person.holds_more') : undefined
  const gone = wider ?? (state === 'deactivated' ? t('person.deactivated_why') : undefined)
  const goneOrSelf = id === me.id ? t('person.not_self') : gone
  const close = () => setOpen(undefined)
  return (
    <>
      <ActionButton action="people.manage" why={wider} onClick={() => setOpen('change')}>
        {t('person.change')}
      </ActionButton>
      <ActionButton action="people.manage" why={gone} onClick={() => setOpen('reset')}>
        {t('person.reset')}
      </ActionButton>
      <ActionButton
        action="people.manage"
        why={gone}
        onClick={() =>
          ask({
            title: t('person.end_sessions_title', { name }),
            text: t('person.end_sessions_text'),
            confirm: t('person.end_sessions'),
            act: () => endSessions.mutateAsync({ input: params }),
            done: t('person.sessions_ended'),
          })
        }
      >
        {t('person.end_sessions')}
      </ActionButton>
      <ActionButton action="people.manage" why={goneOrSelf} onClick={() => setOpen('hand_over')}>
        {t('person.hand_over')}
      </ActionButton>
      {state === 'deactivated' ? (
        <ActionButton action="people.manage" why={wider} onClick={() => setOpen('reactivate')}>
          {t('person.reactivate')}
        </ActionButton>
      ) : (
        <ActionButton
          action="people.manage"
          why={goneOrSelf}
          danger
          onClick={() =>
            ask({
              title: t('person.deactivate_title', { name }),
              text: t('person.deactivate_text'),
              confirm: t('person.deactivate'),
              danger: true,
              act: () => deactivate.mutateAsync({ input: params }),
              done: t('person.deactivated'),
            })
          }
        >
          {t('person.deactivate')}
        </ActionButton>
      )}
      {open === 'change' && <ChangePersonWindow person={person} close={close} />}
      {open === 'reset' && <ResetWindow person={person} close={close} showLink={showLink} />}
      {open === 'hand_over' && <HandOverWindow person={person} close={close} />}
      {open === 'reactivate' && <ReactivateWindow person={person} close={close} showLink={showLink} />}
    </>
  )
}
