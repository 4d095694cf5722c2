import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { FormPage } from '../../kit/form-page.tsx'
import { OrganisationPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { ImportSteps } from './import.steps.tsx'
import { peekCsv } from './peek-csv.ts'
import './import.css'

interface Picked {
  readonly file: File
  readonly rows: string[][]
}

const PEEK_ROWS = 6

/** A file is chosen and looked at here; once it is sent, its own page tells how it fares. */
export function ImportForm() {
  const t = useText()
  const { me } = useSession()
  const own = me.assignments.find((each) => each.reach.kind === 'organisation')?.reach
  const [hostId, setHostId] = useState(own?.kind === 'organisation' ? own.id : undefined)
  const [picked, setPicked] = useState<Picked>()
  return (
    <FormPage
      action="giving.import"
      title={t('import.new')}
      lead={t('import.lead')}
      crumbs={[{ href: paths.imports, name: t('import.title') }]}
    >
      <ImportSteps at={picked ? 1 : 0} />
      {picked && hostId ? (
        <Look picked={picked} hostId={hostId} again={() => setPicked(undefined)} />
      ) : (
        <Form layout="vertical" name="import">
          <Form.Item label={t('import.host')} htmlFor="import_host" required>
            <OrganisationPicker id="import_host" {...(hostId ? { value: hostId } : {})} onChange={setHostId} />
          </Form.Item>
          <UploadDrop
            title={t('import.drop')}
            hint={t('import.drop_hint')}
            accept=".csv,.txt,text/csv"
            disabled={!hostId}
            onFile={async (file) => setPicked({ file, rows: await peekCsv(file, PEEK_ROWS) })}
          />
          <p className="import-template">
            <a href={template()} download="shanju-gifts.csv">
              {t('import.template')}
            </a>
          </p>
        </Form>
      )}
    </FormPage>
  )
}

function Look({ picked, hostId, again }: { picked: Picked; hostId: string; again: () => void }) {
  const t = useText()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const upload = useWrite(giving.upload)
  const { file, rows } = picked
  const [head, ...body] = rows
  const send = async () => {
    const made = await upload
      .mutateAsync({ input: { query: { hostId, fileName: file.name.slice(-200) } }, file })
      .catch(() => undefined)
    if (made) navigate({ to: paths.import(made.id) })
  }
  return (
    <div className="stack">
      <p>
        <strong>{file.name}</strong> <span className="quiet">{Math.ceil(file.size / 1024)} kB</span>
      </p>
      {head ? (
        <>
          <p className="quiet">{t('import.columns_lead')}</p>
          <Peek head={head} body={body} />
        </>
      ) : (
        <Alert type="warning" showIcon title={t('import.looks_empty')} />
      )}
      {upload.error && <Alert type="error" showIcon role="alert" title={errorText(upload.error)} />}
      <div className="form-end">
        <Button type="primary" loading={upload.isPending} disabled={!head} onClick={send}>
          {upload.isPending ? t('import.uploading') : t('import.upload')}
        </Button>
        <Button onClick={again}>{t('import.other_file')}</Button>
      </div>
    </div>
  )
}

const Peek = ({ head, body }: { head: readonly string[]; body: readonly (readonly string[])[] }) => (
  <div className="peek">
    <table>
      <thead>
        <tr>
          {numbered(head).map(([key, cell]) => (
            <th key={key} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbered(body).map(([line, row]) => (
          <tr key={line}>
            {numbered(row).map(([key, cell]) => (
              <td key={key}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Cells of a file have no names of their own and never move: their place is their key. */
const numbered = <T,>(all: readonly T[]): (readonly [key: string, value: T])[] =>
  all.map((each, at) => [`at-${at}`, each])

/** An example file as a data address: headings the server knows and one row to write over. */
const template = (): string =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(
    '\uFEFF订单号,基金,金额,日期,渠道,捐赠人,公示方式,用途,备注\r\n20260101-0001,（基金全称）,100.00,2026-01-01,微信,张三,隐名,,\r\n',
  )}`
