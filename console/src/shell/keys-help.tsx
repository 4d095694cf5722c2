import { Modal } from 'antd'
import { useText } from '../text/language.tsx'
import type { TextKey } from '../text/zh.ts'

const KEYS: readonly { readonly keys: readonly string[]; readonly does: TextKey }[] = [
  { keys: ['/'], does: 'keys.search' },
  { keys: ['?'], does: 'keys.help' },
  { keys: ['Esc'], does: 'keys.close' },
  { keys: ['Tab', 'Shift + Tab'], does: 'keys.move' },
  { keys: ['Enter'], does: 'keys.counter_next' },
  { keys: ['Ctrl + Enter'], does: 'keys.counter_save' },
]

export function KeysHelp({ open, close }: { open: boolean; close: () => void }) {
  const t = useText()
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('keys.title')} width={440} destroyOnHidden>
      <dl className="keys">
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
