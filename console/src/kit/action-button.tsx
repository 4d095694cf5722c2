import type { Action, Subject } from '@shanju/contract/access.ts'
import { useNavigate } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import type { MouseEvent, ReactNode } from 'react'
import { useSession } from '../session.tsx'
import { useText } from '../text/language.tsx'

interface ActionButtonProps {
  readonly action: Action
  /** Whose business it is; left out where the act makes something new. */
  readonly subject?: Subject
  /** Why it cannot be done just now although the reader may: a sentence about the state of the thing. */
  readonly why?: string | undefined
  readonly children: ReactNode
  readonly onClick?: () => void
  readonly href?: string
  readonly search?: Readonly<Record<string, string>>
  readonly type?: 'primary'
  readonly danger?: boolean
  readonly icon?: ReactNode
}

/**
 * A button that says why when it cannot be used. It stays in the tab order (so that the reason can be found without a
 * mouse) and is marked `aria-disabled`, not disabled.
 */
export function ActionButton({ action, subject, why, children, onClick, href, search, ...look }: ActionButtonProps) {
  const { may } = useSession()
  const t = useText()
  const navigate = useNavigate()
  const reason = may(action, subject) ? why : t('action.not_yours')
  const press = (event: MouseEvent) => {
    event.preventDefault()
    if (reason) return
    if (href) navigate({ to: href, ...(search ? { search: search as never } : {}) })
    onClick?.()
  }
  return (
    <Tooltip title={reason} trigger={['hover', 'focus']}>
      <Button
        {...look}
        {...(reason ? { 'aria-disabled': true, 'aria-description': reason, className: 'unusable', danger: false } : {})}
        onClick={press}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
