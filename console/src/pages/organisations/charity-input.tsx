import { Checkbox } from 'antd'
import { useText } from '../../text/language.tsx'

interface CharityInputProps {
  readonly id?: string
  readonly value?: boolean
  readonly onChange?: (charity: boolean) => void
}

/** A tick that hands on true or false, as the shape wants it. */
export function CharityInput({ id, value, onChange }: CharityInputProps) {
  const t = useText()
  return (
    <Checkbox {...(id ? { id } : {})} checked={value ?? false} onChange={(event) => onChange?.(event.target.checked)}>
      {t('organisation.charity_yes')}
    </Checkbox>
  )
}
