import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import { App, Button } from 'antd'
import { download } from '../../api.ts'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { When } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { useNotOwner } from './duty.owner.ts'

/** Files that show a duty was done, and a place to add one: also late, for what comes late is still worth keeping. */
export function DutyFiles({ duty }: { duty: DutyRecord }) {
  const t = useText()
  const { may } = useSession()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const add = useWrite(regulations.addEvidence)
  const notOwner = useNotOwner(duty)
  const take = async (file: File) => {
    try {
      await add.mutateAsync({ input: { params: { id: duty.id }, query: { fileName: file.name } }, file })
      message.success(t('duty.file_added', { name: file.name }))
    } catch (error) {
      message.error(errorText(error as Error))
    }
  }
  const fetchFile = (fileId: string) =>
    download(regulations.readEvidence, { params: { id: duty.id, fileId } }).catch((error: Error) => {
      message.error(errorText(error))
    })
  return (
    <Section title={t('duty.files')}>
      <div className="stack">
        {duty.files.length === 0 ? (
          <p className="quiet">{t('duty.no_files')}</p>
        ) : (
          <ul className="citations">
            {duty.files.map((file) => (
              <li key={file.id}>
                <Button type="link" className="file-link" onClick={() => fetchFile(file.id)}>
                  {file.name}
                </Button>{' '}
                <small>
                  <When at={file.addedAt} />
                </small>
              </li>
            ))}
          </ul>
        )}
        {may('regulations.do_duties') && !notOwner && (
          <UploadDrop
            title={t('duty.drop')}
            hint={t('duty.drop_hint')}
            accept=""
            disabled={add.isPending}
            onFile={take}
          />
        )}
      </div>
    </Section>
  )
}
