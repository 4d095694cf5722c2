import { Checkbox } from 'antd'

interface TickProps {
  readonly id?: string
  readonly value?: boolean
  readonly onChange?: (ticked: boolean) => void
  readonly label: string
}

/** A tick that hands on true or false, as the shape wants it. */
export const Tick = ({ id, value, onChange, label }: TickProps) => (
  <Checkbox {...(id ? { id } : {})} checked={value ?? false} onChange={(event) => onChange?.(event.target.checked)}>
    {label}
  </Checkbox>
)
