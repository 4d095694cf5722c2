import { Link } from '@tanstack/react-router'
import { Form } from 'antd'
import { useText } from '../text/language.tsx'
import './trial.css'

interface TryLinkProps {
  /** An address of paths.ts. */
  readonly href: string
  /** The draft as it stands in the form, for the address. */
  readonly searchOf: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>>
}

/** Within a form: tries what is typed on decisions of a year, in a window of its own, so that nothing typed is lost. */
export function TryLink({ href, searchOf }: TryLinkProps) {
  const t = useText()
  const values = Form.useWatch([], Form.useFormInstance()) as Readonly<Record<string, unknown>> | undefined
  return (
    <p className="trial-link">
      <Link to={href} search={searchOf(values ?? {}) as never} target="_blank" rel="noreferrer">
        {t('trial.try')}
      </Link>{' '}
      <small>{t('trial.try_help')}</small>
    </p>
  )
}
