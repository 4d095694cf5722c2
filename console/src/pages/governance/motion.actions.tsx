import type { Motion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useSpeech } from '../../text/language.tsx'
import { CastWindow, SlipsWindow } from './motion.cast.tsx'
import { BoardWindow, GateWindow, OpenWindow, RecuseWindow } from './motion.windows.tsx'
import { subjectOf } from './parts.tsx'

type Open = 'open' | 'cast' | 'recuse' | 'gate' | 'board' | undefined

/** What may be done to a motion from where it stands. Why not is the server's own refusal, told before it is asked. */
export function MotionActions({ motion, meeting }: { motion: Motion; meeting: Meeting }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const close = useWrite(governance.closeVote)
  const withdraw = useWrite(governance.withdraw)
  const [open, setOpen] = useState<Open>()
  const subject = subjectOf(motion.whose)
  const params = { id: motion.id }
  const why = (code: string | null): string | undefined =>
    code === null ? undefined : w('governance', `refusal.${code}`).replace(/\{cap\}/, '')
  const voting = motion.state === 'open'
  const over = !voting && motion.state !== 'draft'
  const manage = { action: 'governance.manage', subject } as const
  const done = () => setOpen(undefined)
  const { title } = motion
  return (
    <>
      {motion.state === 'draft' && (
        <ActionButton {...manage} type="primary" why={why(motion.openRefusal)} onClick={() => setOpen('open')}>
          {t('motion.open')}
        </ActionButton>
      )}
      {voting && (
        <>
          <ActionButton {...manage} type="primary" onClick={() => setOpen('cast')}>
            {t('motion.cast')}
          </ActionButton>
          <ActionButton
            {...manage}
            why={why(motion.closeRefusal)}
            onClick={() =>
              ask({
                ...{
                  title: t('motion.close_title', { title }),
                  text: t('motion.close_text'),
                  confirm: t('motion.close'),
                },
                act: () => close.mutateAsync({ input: { params } }),
                done: t('motion.closed'),
              })
            }
          >
            {t('motion.close')}
          </ActionButton>
        </>
      )}
      {!over && (
        <ActionButton {...manage} onClick={() => setOpen('recuse')}>
          {t('motion.recuse')}
        </ActionButton>
      )}
      <ActionButton {...manage} onClick={() => setOpen('gate')}>
        {t('motion.gate_add')}
      </ActionButton>
      {!motion.board && (motion.state === 'awaiting_board' || motion.state === 'carried') && (
        <ActionButton action="governance.board" subject={subject} onClick={() => setOpen('board')}>
          {t('motion.board_add')}
        </ActionButton>
      )}
      {!over && (
        <ActionButton
          {...manage}
          danger
          onClick={() =>
            ask({
              ...{
                title: t('motion.withdraw_title', { title }),
                text: '',
                confirm: t('motion.withdraw'),
                reason: true,
              },
              act: (reason) => withdraw.mutateAsync({ input: { params, body: { reason } } }),
              done: t('motion.withdrawn'),
            })
          }
        >
          {t('motion.withdraw')}
        </ActionButton>
      )}
      {open === 'open' && <OpenWindow motion={motion} close={done} />}
      {open === 'cast' &&
        (motion.secret ? (
          <SlipsWindow motion={motion} meeting={meeting} close={done} />
        ) : (
          <CastWindow motion={motion} meeting={meeting} close={done} />
        ))}
      {open === 'recuse' && <RecuseWindow motion={motion} meeting={meeting} close={done} />}
      {open === 'gate' && <GateWindow motion={motion} close={done} />}
      {open === 'board' && <BoardWindow motion={motion} close={done} />}
    </>
  )
}
