import { Link } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'

interface ToProps {
  /** An address of paths.ts. */
  readonly href: string
  readonly search?: Readonly<Record<string, string>>
  readonly className?: string
  readonly style?: CSSProperties
  readonly children: ReactNode
  readonly onClick?: () => void
}

/** A link inside the console. */
export const To = ({ href, search, ...rest }: ToProps) => (
  <Link to={href} {...(search ? { search: search as never } : {})} {...rest} />
)
