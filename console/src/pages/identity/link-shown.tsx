import type { LinkMade } from '@shanju/contract/identity/shapes.ts'
import { Alert, Button } from 'antd'
import { CopyButton, QrOf } from '../../kit/copied.tsx'
import { When } from '../../kit/show.tsx'
import { useText } from '../../text/language.tsx'

/** A one-time link, shown this once, as text and as a code for the person's own phone. */
export function LinkShown({ link, name, done }: { link: LinkMade; name: string; done: () => void }) {
  const t = useText()
  const address = `${location.origin}${link.path}`
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={t('person.link_text', { name })} />
      <div className="link-shown">
        <QrOf text={address} label={t('person.link_qr')} />
        <div className="stack">
          <code className="secret">{address}</code>
          <p className="quiet">
            {t('person.link_until')} <When at={link.expiresAt} />
          </p>
          <div className="actions">
            <CopyButton text={address} />
            <Button type="primary" onClick={done}>
              {t('person.link_done')}
            </Button>
          </div>
        </div>
      </div>
    </div>
  )
}
