import { hasCreditCodeForm, isCreditCode, normaliseCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { Input } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'

interface CreditCodeInputProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (code: string) => void
}

/** Says while it is typed, as soon as all 18 are there, whether the check character holds and who has the code already. */
export function CreditCodeInput({ id, value = '', onChange }: CreditCodeInputProps) {
  const t = useText()
  const whole = hasCreditCodeForm(value)
  const right = whole && isCreditCode(value)
  const found = useRead(organisations.listOrganisations, whole ? { query: { q: value, pageSize: 1 } } : undefined)
  const taken = found.data?.items.find((body) => body.creditCode === value)
  return (
    <>
      <Input
        {...(id ? { id } : {})}
        className="code"
        value={value}
        maxLength={24}
        autoComplete="off"
        spellCheck={false}
        {...(whole && !right ? { status: 'warning' as const } : {})}
        onChange={(event) => onChange?.(normaliseCreditCode(event.target.value))}
        suffix={<span className="figures quiet">{value.length} / 18</span>}
      />
      {whole && (
        <small role="status" className={right ? 'right-note' : 'trouble'}>
          {right ? `✓ ${t('organisation.credit_code_checked')}` : t('organisation.credit_code_odd')}
        </small>
      )}
      {taken && (
        <small role="alert" className="trouble">
          {' '}
          {t('organisation.credit_code_taken')} <To href={paths.organisation(taken.id)}>{taken.name}</To>
        </small>
      )}
    </>
  )
}
