import { DownloadOutlined } from '@ant-design/icons'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { App, Button } from 'antd'
import { download } from '../../api.ts'
import { FaultList } from '../../kit/faults.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useList } from '../../kit/use-list.ts'
import { useSpeech } from '../../text/language.tsx'

/** What is wrong with which row, in plain words; and the rows themselves, to be mended. */
export function ImportErrors({ id }: { id: string }) {
  const { t, w } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const list = useList(giving.importErrors, { id })
  const fetchRows = () =>
    download(giving.wrongRows, { params: { id } }).catch((error: Error) => message.error(errorText(error)))
  return (
    <FaultList
      title={t('import.errors')}
      list={list}
      columnName={(column) => w('giving', `said.${column}`)}
      more={
        <Button size="small" icon={<DownloadOutlined />} onClick={fetchRows}>
          {t('import.errors_file')}
        </Button>
      }
    />
  )
}
