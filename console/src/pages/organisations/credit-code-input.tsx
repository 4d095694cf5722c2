import { hasCreditCodeForm, isCreditCode, normaliseCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import { Input } from 'antd'
import { useText } from '../../text/language.tsx'

interface CreditCodeInputProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (code: string) => void
}

/** Says while it is typed whether the check character holds, as soon as all 18 are there. */
export function CreditCodeInput({ id, value = '', onChange }: CreditCodeInputProps) {
  const t = useText()
  const whole = hasCreditCodeForm(value)
  const right = whole && isCreditCode(value)
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
    </>
  )
}
