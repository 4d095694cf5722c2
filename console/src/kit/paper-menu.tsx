import { PrinterOutlined } from '@ant-design/icons'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { download } from '../api.ts'
import { useText } from '../text/language.tsx'
import type { TextKey } from '../text/zh.ts'
import { useErrorText } from './states.tsx'

/** One file that can be had: which route, in which format, under which words. */
interface PaperChoice {
  readonly route: AnyRoute
  readonly format: string
  readonly label: string
}

const NOTICES: readonly (readonly [format: string, label: TextKey])[] = [
  ['docx', 'papers.notice_docx'],
  ['a4', 'papers.poster_a4'],
  ['a3', 'papers.poster_a3'],
]
const PAPERS: readonly (readonly [format: string, label: TextKey])[] = [
  ['pdf', 'papers.pdf'],
  ['docx', 'papers.docx'],
]

/** A notice to write in and its posters; a paper to print and to write in. */
export function usePapers() {
  const t = useText()
  const of = (route: AnyRoute, formats: typeof NOTICES, what = ''): PaperChoice[] =>
    formats.map(([format, label]) => ({ route, format, label: `${what}${t(label)}` }))
  return {
    notice: (route: AnyRoute) => of(route, NOTICES),
    paper: (route: AnyRoute, what: string) => of(route, PAPERS, what),
  }
}

/** Papers of one thing, each fetched when it is chosen. */
export function PaperMenu({ id, choices }: { readonly id: string; readonly choices: readonly PaperChoice[] }) {
  const t = useText()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const fetchPaper = async ({ route, format }: PaperChoice) => {
    setBusy(true)
    // Only notices lead somewhere: their square code opens the public page as this page was reached.
    const query = route.name.endsWith('printNotice') ? { format, site: location.origin } : { format }
    await download(route, { params: { id }, query } as never).catch((error: Error) => message.error(errorText(error)))
    setBusy(false)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: choices.map(({ label }, at) => ({ key: String(at), label })),
        onClick: ({ key }) => {
          const chosen = choices[Number(key)]
          if (chosen) fetchPaper(chosen)
        },
      }}
    >
      <Button icon={<PrinterOutlined />} loading={busy}>
        {t('papers.menu')}
      </Button>
    </Dropdown>
  )
}
