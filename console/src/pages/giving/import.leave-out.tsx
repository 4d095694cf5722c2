import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { ColumnChoice } from '@shanju/contract/giving/shapes.ts'
import { Button, Form, Input, Select } from 'antd'
import { useText } from '../../text/language.tsx'
import type { FileColumn } from './import.columns.tsx'

interface LeaveOutProps {
  readonly rules: ColumnChoice['leaveOut']
  readonly columns: readonly FileColumn[]
  readonly change: (rules: ColumnChoice['leaveOut']) => void
}

const MOST = 10

/** Rows that are no gifts: a word of theirs in one of the columns tells them. */
export function LeaveOut({ rules, columns, change }: LeaveOutProps) {
  const t = useText()
  const with_ = (at: number, more: Partial<ColumnChoice['leaveOut'][number]>) =>
    change(rules.map((rule, index) => (index === at ? { ...rule, ...more } : rule)))
  const numbered = rules.map((rule, at) => ({ ...rule, at, key: `rule-${at}` }))
  return (
    <Form.Item label={t('import.leave_out')} extra={t('import.leave_out_help')}>
      {numbered.map(({ at, key, column, words }) => (
        <div key={key} className="leave-out">
          <Select
            aria-label={t('import.leave_out_column', { line: at + 1 })}
            value={column}
            options={columns.map((each) => ({ value: each.at, label: each.heading || String(each.at + 1) }))}
            onChange={(chosen) => with_(at, { column: chosen })}
          />
          <Input
            aria-label={t('import.leave_out_words', { line: at + 1 })}
            placeholder={t('import.leave_out_hint')}
            maxLength={60}
            value={words}
            onChange={(event) => with_(at, { words: event.target.value })}
          />
          <Button
            type="text"
            aria-label={t('import.leave_out_remove', { line: at + 1 })}
            icon={<CloseOutlined />}
            onClick={() => change(rules.filter((_rule, index) => index !== at))}
          />
        </div>
      ))}
      {rules.length < MOST && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => change([...rules, { column: columns.at(-1)?.at ?? 0, words: '' }])}
        >
          {t('import.leave_out_add')}
        </Button>
      )}
    </Form.Item>
  )
}
