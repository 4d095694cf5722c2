import { Alert, Form } from 'antd'
import { useState } from 'react'
import { useSession } from '../session.tsx'
import { useText } from '../text/language.tsx'
import { OrganisationPicker } from './pickers.tsx'
import { useErrorText } from './states.tsx'
import { UploadDrop } from './upload-drop.tsx'

interface HandInProps {
  readonly title: string
  readonly hint: string
  readonly disabled?: boolean
  /** On its way, or being looked at. */
  readonly busy: boolean
  readonly error: Error | null
  readonly onFile: (file: File) => void
}

/** A place to hand in a table, XLSX or CSV; it says that it is at work, and what was refused. */
export function HandIn({ title, hint, disabled = false, busy, error, onFile }: HandInProps) {
  const t = useText()
  const errorText = useErrorText()
  return (
    <div className="stack hand-in">
      <UploadDrop
        title={busy ? t('handin.busy') : title}
        hint={hint}
        accept=".xlsx,.csv,.txt"
        disabled={disabled || busy}
        onFile={onFile}
      />
      {error && <Alert type="error" showIcon role="alert" title={errorText(error)} />}
    </div>
  )
}

/** The name a file goes by: as long as the server keeps, its end rather than its beginning. */
export const fileNameOf = (file: File): string => file.name.slice(-200)

/** The body whose table it is: one's own from the start. */
export function useHost() {
  const { me } = useSession()
  const own = me.assignments.find((each) => each.reach.kind === 'organisation')?.reach
  return useState(own?.kind === 'organisation' ? own.id : undefined)
}

interface HostInputProps {
  readonly id: string
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

export const HostInput = ({ id, label, value, onChange }: HostInputProps) => (
  <Form.Item label={label} htmlFor={id} required>
    <OrganisationPicker id={id} {...(value ? { value } : {})} onChange={onChange} />
  </Form.Item>
)
