import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { Alert, Button, Modal } from 'antd'
import { CopyButton, QrOf } from './copied.tsx'
import '../pages/governance/governance.css'

interface Slip {
  readonly id: string
  readonly heading: string
  /** Of whom the square code is, for those who hear it. */
  readonly name: string
  readonly address: string
  readonly code: string
  /** What may be sent to them instead. */
  readonly message: string
}

interface CodeSlipsProps {
  readonly title: string
  readonly help: string
  readonly print: string
  /** What the codes are for, on each slip. */
  readonly under: string
  readonly slips: readonly Slip[]
  readonly close: () => void
}

/** Codes, shown this once: a slip for each with its square code, to be cut and handed round. */
export const CodeSlips = ({ title, help, print: words, under, slips, close }: CodeSlipsProps) => (
  <Modal open onCancel={close} footer={null} title={title} width={860}>
    <div className="stack">
      <Alert type="warning" showIcon title={help} />
      <div className="actions">
        <Button type="primary" onClick={() => print()}>
          {words}
        </Button>
      </div>
      <div className="slips">
        {slips.map(({ id, heading, name, address, code, message }) => (
          <section key={id} className="slip">
            <strong>{heading}</strong>
            <p className="quiet">{under}</p>
            <QrOf text={address} label={name} />
            <code className="secret">{formatPublicId(code)}</code>
            <CopyButton text={message} />
          </section>
        ))}
      </div>
    </div>
  </Modal>
)
