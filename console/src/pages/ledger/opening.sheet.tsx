import { DownloadOutlined } from '@ant-design/icons'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { OpeningSheet } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { Alert, App, Button, Radio } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Money } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useSpeech } from '../../text/language.tsx'

type Edition = '2004' | '2024'
export type OpeningLine = {
  readonly account: string
  readonly side: 'debit' | 'credit'
  readonly amountFen: bigint
  readonly fundId?: string
}

interface SheetProps {
  readonly hostId: string
  /** Takes the lines over into the form, where a person looks at them. */
  readonly use: (lines: readonly OpeningLine[]) => void
}

/** Balances from a spreadsheet: read and judged row by row, and nothing recorded. */
export function OpeningFromSheet({ hostId, use }: SheetProps) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [edition, setEdition] = useState<Edition>('2004')
  const [sheet, setSheet] = useState<OpeningSheet>()
  const read = useWrite(voucherRoutes.readOpening)
  const input = { params: { hostId }, query: { edition } }
  const upload = async (file: File) => {
    try {
      setSheet(await read.mutateAsync({ input, file }))
    } catch (error) {
      message.error(errorText(error as Error))
    }
  }
  const template = () =>
    download(voucherRoutes.openingTemplate, input).catch((error: Error) => message.error(errorText(error)))
  return (
    <Section
      title={t('opening.sheet')}
      more={
        <Button icon={<DownloadOutlined />} onClick={template}>
          {t('opening.template')}
        </Button>
      }
    >
      <p className="quiet">{t('opening.sheet_lead')}</p>
      <Radio.Group
        className="choices"
        aria-label={t('opening.edition')}
        value={edition}
        onChange={({ target }) => setEdition(target.value)}
        options={(['2004', '2024'] as const).map((value) => ({ value, label: t(`opening.edition.${value}`) }))}
      />
      <UploadDrop title={t('opening.drop')} hint={t('opening.drop_hint')} accept=".xlsx,.csv" onFile={upload} />
      {sheet && <Judged sheet={sheet} use={use} />}
    </Section>
  )
}

function Judged({ sheet, use }: { sheet: OpeningSheet; use: SheetProps['use'] }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const balanced = sheet.debitFen === sheet.creditFen
  const verdict =
    sheet.problems > 0
      ? t('opening.some_bad', { count: sheet.problems })
      : balanced
        ? t('opening.all_good', { count: sheet.rows.length, sum: formatYuan(sheet.debitFen) })
        : t('opening.unbalanced', { debit: formatYuan(sheet.debitFen), credit: formatYuan(sheet.creditFen) })
  const good = sheet.problems === 0 && balanced
  const takeOver = () => {
    use(
      sheet.rows.flatMap(({ to, side, amountFen, fund }) =>
        to && side && amountFen !== null
          ? [{ account: to, side, amountFen, ...(fund ? { fundId: fund.id } : {}) }]
          : [],
      ),
    )
    message.success(t('opening.used'))
  }
  return (
    <div className="stack">
      <Alert
        type={good ? 'success' : 'error'}
        showIcon
        title={verdict}
        {...(good ? { action: <Button onClick={takeOver}>{t('opening.use')}</Button> } : {})}
      />
      <Rows
        label={t('opening.sheet')}
        rows={sheet.rows}
        keyOf={(row) => String(row.row)}
        columns={[
          { key: 'row', title: t('opening.row'), show: (row) => row.row },
          { key: 'from', title: t('opening.from'), main: true, show: (row) => `${row.code} ${row.name}` },
          {
            key: 'debit',
            title: t('entry.debit'),
            align: 'right',
            show: (row) => row.side === 'debit' && row.amountFen !== null && <Money fen={row.amountFen} />,
          },
          {
            key: 'credit',
            title: t('entry.credit'),
            align: 'right',
            show: (row) => row.side === 'credit' && row.amountFen !== null && <Money fen={row.amountFen} />,
          },
          { key: 'to', title: t('opening.to'), show: (row) => row.to && `${row.to} ${row.toName}` },
          { key: 'fund', title: t('fund.one'), show: (row) => row.fund?.name },
          {
            key: 'problem',
            title: t('opening.problem'),
            show: (row) =>
              row.problem ? <span className="trouble">{w('ledger', `opening.${row.problem}`)}</span> : row.note,
          },
        ]}
      />
    </div>
  )
}
