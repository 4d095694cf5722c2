import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { ColumnChoice, ImportTable } from '@shanju/contract/giving/shapes.ts'
import { CHANNELS, SAID_COLUMNS, type SaidColumn, UNKNOWN_WHEN } from '@shanju/contract/giving/vocab.ts'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { FormPage } from '../../kit/form-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Rows } from '../../kit/rows.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech, useText } from '../../text/language.tsx'
import { LeaveOut } from './import.leave-out.tsx'
import { ImportSteps } from './import.steps.tsx'
import './import.css'

/** Which column of a file is which: said once, and remembered for files with the same headings. */
export function ImportColumns() {
  const t = useText()
  const id = useIdParam('import')
  const table = useRead(giving.importTable, { params: { id } })
  return (
    <FormPage
      action="giving.import"
      title={t('import.columns')}
      lead={t('import.columns_lead')}
      crumbs={[
        { href: paths.imports, name: t('import.title') },
        { href: paths.import(id), name: t('import.file') },
      ]}
    >
      <ImportSteps at={1} />
      <Loaded of={table}>{(found) => <Choosing id={id} table={found} />}</Loaded>
    </FormPage>
  )
}

/** As many cells of a column as show what stands in it. */
const SAMPLES = 3

function Choosing({ id, table }: { id: string; table: ImportTable }) {
  const { t, w } = useSpeech()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const choose = useWrite(giving.chooseColumns)
  const [choice, setChoice] = useState<ColumnChoice>(table.choice)
  const set = (more: Partial<ColumnChoice>) => setChoice((now) => ({ ...now, ...more }))
  const columns = columnsOf(table, choice.headingRow)
  const send = async () => {
    const made = await choose.mutateAsync({ input: { params: { id }, body: choice } }).catch(() => undefined)
    if (made) navigate({ to: paths.import(made.id) })
  }
  const roleAt = (at: number) => SAID_COLUMNS.find((column) => choice.columns[column] === at)
  return (
    <Form layout="vertical" name="columns" onFinish={send} className="stack columns-form">
      <Form.Item label={t('import.heading_row')} htmlFor="columns_heading">
        <Select
          id="columns_heading"
          value={choice.headingRow}
          options={table.rows.map(({ row, cells }) => ({ value: row, label: `${row} · ${shortened(cells)}` }))}
          onChange={(headingRow) => set({ headingRow, columns: {}, leaveOut: [] })}
        />
      </Form.Item>
      <Rows
        label={t('import.columns')}
        rows={columns}
        keyOf={({ at }) => String(at)}
        faded={({ at }) => roleAt(at) === undefined}
        columns={[
          { key: 'heading', title: t('import.heading'), main: true, show: ({ heading }) => heading || '—' },
          {
            key: 'samples',
            title: t('import.samples'),
            show: ({ samples }) => <span className="quiet">{samples}</span>,
          },
          {
            key: 'role',
            title: t('import.role'),
            show: ({ at, heading }) => (
              <Select
                className="column-role"
                id={`columns_role_${at}`}
                aria-label={t('import.role_of', { heading: heading || String(at + 1) })}
                allowClear
                virtual={false}
                placeholder={t('import.role_none')}
                value={roleAt(at) ?? null}
                options={SAID_COLUMNS.map((value) => ({ value, label: w('giving', `said.${value}`) }))}
                onChange={(role?: SaidColumn) => set({ columns: placed(choice.columns, at, role) })}
              />
            ),
          },
        ]}
      />
      <Form.Item label={t('import.fund_else')} htmlFor="columns_fund" extra={t('import.fund_else_help')}>
        <FundPicker
          id="columns_fund"
          open
          {...(choice.fundId ? { value: choice.fundId } : {})}
          onChange={(fundId) => set({ fundId: fundId ?? null })}
        />
      </Form.Item>
      <Form.Item label={t('import.channel_else')} htmlFor="columns_channel">
        <Select
          id="columns_channel"
          allowClear
          placeholder={w('giving', 'channel.platform')}
          value={choice.channel}
          options={CHANNELS.map((value) => ({ value, label: w('giving', `channel.${value}`) }))}
          onChange={(channel) => set({ channel: channel ?? null })}
        />
      </Form.Item>
      <Checkbox checked={choice.fundInText} onChange={(event) => set({ fundInText: event.target.checked })}>
        {t('import.fund_in_text')}
      </Checkbox>
      <Checkbox checked={choice.incomingOnly} onChange={(event) => set({ incomingOnly: event.target.checked })}>
        {t('import.incoming_only')}
      </Checkbox>
      <LeaveOut rules={choice.leaveOut} columns={columns} change={(leaveOut) => set({ leaveOut })} />
      <Form.Item label={t('import.unknown_when')} extra={t('import.unknown_when_help')}>
        <Radio.Group
          className="radio-stack"
          value={choice.unknown}
          options={UNKNOWN_WHEN.map((value) => ({ value, label: w('giving', `when.${value}`) }))}
          onChange={(event) => set({ unknown: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('import.remember_as')} htmlFor="columns_remember" extra={t('import.remember_help')}>
        <Input
          id="columns_remember"
          maxLength={60}
          value={choice.rememberAs}
          onChange={(event) => set({ rememberAs: event.target.value })}
        />
      </Form.Item>
      {choose.error && <Alert type="error" showIcon role="alert" title={errorText(choose.error)} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={choose.isPending}>
          {t('import.columns_check')}
        </Button>
        <To href={paths.mappings}>{t('mapping.title')}</To>
      </div>
    </Form>
  )
}

/** A column of the file: what its heading says and what stands below. */
export interface FileColumn {
  readonly at: number
  readonly heading: string
  readonly samples: string
}

function columnsOf({ rows }: ImportTable, headingRow: number): FileColumn[] {
  const headings = rows.find(({ row }) => row === headingRow)?.cells ?? []
  const below = rows.filter(({ row }) => row > headingRow)
  return headings.map((heading, at) => ({
    at,
    heading: heading.trim(),
    samples: below
      .map(({ cells }) => (cells[at] ?? '').trim())
      .filter((cell) => cell !== '')
      .slice(0, SAMPLES)
      .join(' · '),
  }))
}

/** One column holds one thing: saying it of another takes it from the first. */
function placed(columns: ColumnChoice['columns'], at: number, role: SaidColumn | undefined): ColumnChoice['columns'] {
  const others = Object.fromEntries(Object.entries(columns).filter(([name, place]) => place !== at && name !== role))
  return role ? { ...others, [role]: at } : others
}

const shortened = (cells: readonly string[]): string =>
  cells
    .filter((cell) => cell.trim() !== '')
    .slice(0, 4)
    .join(' | ')
