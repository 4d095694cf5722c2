import type { Division } from '@shanju/contract/divisions/shapes.ts'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { RenameWindow } from './division.rename.tsx'
import { UrbanWindow } from './division.urban.tsx'

/** What may happen to a division, for those who record it. */
export function DivisionActions({ division }: { division: Division }) {
  const t = useText()
  const { may } = useSession()
  const [open, setOpen] = useState<'rename' | 'urban'>()
  const subject = { divisions: division.path.map((step) => step.code) }
  const ended = division.validTo ? t('division.ended', { day: division.validTo }) : undefined
  const fixed = ended ?? (division.level === 'city' ? t('division.city_stays') : undefined)
  const close = () => setOpen(undefined)
  if (!may('divisions.change')) return null
  const act = { action: 'divisions.change', subject } as const
  return (
    <>
      <ActionButton {...act} why={ended} onClick={() => setOpen('rename')}>
        {t('division.rename')}
      </ActionButton>
      <ActionButton {...act} why={fixed} href={paths.mergeDivision(division.code)}>
        {t('division.merge')}
      </ActionButton>
      <ActionButton {...act} why={fixed} href={paths.splitDivision(division.code)}>
        {t('division.split')}
      </ActionButton>
      {division.level === 'community' && (
        <ActionButton {...act} why={ended} onClick={() => setOpen('urban')}>
          {t('division.urban_set')}
        </ActionButton>
      )}
      {open === 'rename' && <RenameWindow division={division} close={close} />}
      {open === 'urban' && <UrbanWindow division={division} close={close} />}
    </>
  )
}
