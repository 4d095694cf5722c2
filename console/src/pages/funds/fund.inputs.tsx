import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { FUND_FIELDS, type PaperKind } from '@shanju/contract/funds/vocab.ts'
import { Alert, Button, Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useSpeech } from '../../text/language.tsx'

interface Valued<T> {
  readonly value?: T
  readonly onChange?: (value: T) => void
}

/** The group takes value and change only: what else a form field hands down (`aria-required`) no group may carry. */
export function FieldsInput({ value, onChange, label }: Valued<string[]> & { readonly label?: string }) {
  const { t, w } = useSpeech()
  return (
    <Checkbox.Group
      aria-label={label ?? t('fund.fields')}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      options={FUND_FIELDS.map((each) => ({ value: each, label: w('funds', `field.${each}`) }))}
    />
  )
}

interface WordChoiceProps extends Valued<string | undefined> {
  readonly id?: string
  readonly values: readonly string[]
  /** Of the words of funds: `source`, `yield` … */
  readonly group: string
}

/** One value of a vocabulary of funds. */
export function WordChoice({ id, value, onChange, values, group }: WordChoiceProps) {
  const { w } = useSpeech()
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      allowClear
      options={values.map((each) => ({ value: each, label: w('funds', `${group}.${each}`) }))}
      onChange={(next) => onChange?.(next ?? undefined)}
    />
  )
}

/** A share of the books' basis points, as people write it: in percent, with two places. */
export function PercentInput({ id, value, onChange }: Valued<number | undefined> & { readonly id?: string }) {
  return (
    <InputNumber
      {...(id ? { id } : {})}
      value={value === undefined ? null : value / 100}
      min={0.01}
      max={20}
      step={0.5}
      precision={2}
      suffix="%"
      onChange={(percent) => onChange?.(percent === null ? undefined : Math.round(percent * 100))}
    />
  )
}

interface PaperInputProps extends Valued<string | undefined> {
  readonly fundId: string
  readonly kind: PaperKind
}

/** A signed or published paper: kept as soon as it is chosen; the form holds its id. */
export function PaperInput({ fundId, kind, value, onChange }: PaperInputProps) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const add = useWrite(funds.addPaper)
  const [name, setName] = useState('')
  const keep = async (file: File) => {
    const fileName = file.name.slice(-200)
    const kept = await add
      .mutateAsync({ input: { params: { id: fundId }, query: { kind, fileName } }, file })
      .catch(() => undefined)
    if (!kept) return
    setName(fileName)
    onChange?.(kept.id)
  }
  return (
    <div className="stack">
      {value ? (
        <p>
          {t('paper.kept', { name })}{' '}
          <Button type="link" size="small" onClick={() => onChange?.(undefined)}>
            {t('paper.other')}
          </Button>
        </p>
      ) : (
        <UploadDrop
          title={t('paper.choose')}
          hint={t('paper.hint')}
          accept=".pdf,.jpg,.jpeg,.png"
          disabled={add.isPending}
          onFile={keep}
        />
      )}
      {add.error && <Alert type="error" showIcon role="alert" title={errorText(add.error)} />}
    </div>
  )
}

interface ServedInputProps extends Valued<string[]> {
  readonly id?: string
  /** The town-level unit whose places may be chosen, itself among them. */
  readonly town: string
}

/** Places of one town, several at a time or all. */
export function ServedInput({ id, town, value = [], onChange }: ServedInputProps) {
  const { t } = useSpeech()
  const found = useRead(divisions.searchDivisions, { query: { within: town, pageSize: 200 } })
  const places = found.data?.items ?? []
  const communities = places.filter(({ level }) => level === 'community').map(({ code }) => code)
  return (
    <div className="stack">
      <Select
        {...(id ? { id } : {})}
        mode="multiple"
        value={value}
        loading={found.isPending}
        optionFilterProp="label"
        options={places.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(codes) => onChange?.(codes)}
      />
      {communities.length > 0 && (
        <div>
          <Button size="small" onClick={() => onChange?.(communities)}>
            {t('fund.serves_all')}
          </Button>
        </div>
      )}
    </div>
  )
}
