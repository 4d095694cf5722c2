import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form } from 'antd'
import { download } from '../../api.ts'
import { FormPage } from '../../kit/form-page.tsx'
import { fileNameOf, HandIn, HostInput, useHost } from '../../kit/hand-in.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { ImportSteps } from './import.steps.tsx'
import './import.css'

/** A file is handed in here; its own page tells how it fares, or asks which column is which. */
export function ImportForm() {
  const t = useText()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [hostId, setHostId] = useHost()
  const upload = useWrite(giving.upload)
  const send = async (file: File) => {
    if (!hostId) return
    const input = { query: { hostId, fileName: fileNameOf(file) } }
    const made = await upload.mutateAsync({ input, file }).catch(() => undefined)
    if (made) navigate({ to: made.state === 'mapping' ? paths.importColumns(made.id) : paths.import(made.id) })
  }
  return (
    <FormPage
      action="giving.import"
      title={t('import.new')}
      lead={t('import.lead')}
      crumbs={[{ href: paths.imports, name: t('import.title') }]}
    >
      <ImportSteps at={0} />
      <Form layout="vertical" name="import">
        <HostInput id="import_host" label={t('import.host')} value={hostId} onChange={setHostId} />
        <HandIn
          title={t('import.drop')}
          hint={hostId ? t('import.drop_hint') : t('handin.host_first')}
          disabled={!hostId}
          busy={upload.isPending}
          error={upload.error}
          onFile={send}
        />
        <p className="import-template">
          <Button
            type="link"
            onClick={() => download(giving.importTemplate, {}).catch((error: Error) => message.error(errorText(error)))}
          >
            {t('import.template')}
          </Button>
        </p>
      </Form>
    </FormPage>
  )
}
