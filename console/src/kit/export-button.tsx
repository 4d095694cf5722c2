import { DownloadOutlined } from '@ant-design/icons'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { App, Button } from 'antd'
import { useState } from 'react'
import { download } from '../api.ts'
import { useText } from '../text/language.tsx'
import { useErrorText } from './states.tsx'

interface ExportButtonProps {
  readonly route: AnyRoute
  readonly params?: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  /** What the file holds, where that is not the list on the page. */
  readonly label?: string
}

/** The whole list, as it is filtered, as a spreadsheet. */
export function ExportButton({ route, params, query, label }: ExportButtonProps) {
  const t = useText()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchFile = async () => {
    setBusy(true)
    try {
      await download(route, { params, query } as never)
    } catch (error) {
      message.error(errorText(error as Error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={fetchFile}>
      {label ?? t('list.export')}
    </Button>
  )
}
