import { Button, Tooltip } from 'antd'
import type { MouseEvent, ReactNode } from 'react'

interface WhyButtonProps {
  /** Why it cannot be used just now; left out, it can. */
  readonly why: string | undefined | false
  readonly children: ReactNode
  readonly onClick: () => void
  readonly loading?: boolean
  readonly type?: 'primary'
  readonly size?: 'small'
  readonly icon?: ReactNode
}

/**
 * A button that says why when it cannot be used. It stays in the tab order (so that the reason can be found without a
 * mouse) and is marked `aria-disabled`, not disabled.
 */
export function WhyButton({ why, children, onClick, ...look }: WhyButtonProps) {
  const press = (event: MouseEvent) => {
    event.preventDefault()
    if (!why) onClick()
  }
  return (
    <Tooltip title={why || undefined} trigger={['hover', 'focus']}>
      <Button
        {...look}
        {...(why ? { 'aria-disabled': true, 'aria-description': why, className: 'unusable' } : {})}
        onClick={press}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
