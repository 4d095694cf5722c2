import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { CatalogueField, PlaceShown } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { Button, Form, Input, Select } from 'antd'
import { DayInput } from '../../kit/day-input.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { FundPicker, OrganisationPicker } from '../../kit/pickers.tsx'
import { useSpeech } from '../../text/language.tsx'
import { placeKey } from './voucher.values.ts'

export interface Facts {
  readonly accounts: readonly { readonly code: string; readonly name: { readonly zh: string; readonly en: string } }[]
  readonly places: readonly PlaceShown[]
}

/** The inputs of one event, drawn from the catalogue's own description of them. */
export const EventFields = ({ fields, facts }: { fields: readonly CatalogueField[]; facts: Facts }) =>
  fields.map((field) => <EventField key={field.name} field={field} facts={facts} />)

function EventField({ field, facts }: { field: CatalogueField; facts: Facts }) {
  const { t, language } = useSpeech()
  const label = field.label[language]
  if (field.type === 'parts' || field.type === 'costs') return <Parts field={field} facts={facts} />
  if (field.type === 'reach') return <Reach field={field} />
  if (field.type === 'foreign')
    return (
      <Form.Item label={label} required={!field.optional}>
        <div className="voucher-pair">
          <Form.Item name={['input', field.name, 'currency']} noStyle>
            <Input aria-label={t('voucher.currency')} placeholder={t('voucher.currency')} maxLength={3} />
          </Form.Item>
          <Form.Item name={['input', field.name, 'amount']} noStyle>
            <MoneyInput label={label} />
          </Form.Item>
        </div>
      </Form.Item>
    )
  return (
    <Form.Item
      name={['input', field.name]}
      label={label}
      required={!field.optional}
      rules={field.optional ? [] : [{ required: true, message: t('voucher.required') }]}
    >
      {field.type === 'fen' || field.type === 'fen_or_zero' ? (
        <MoneyInput />
      ) : field.type === 'party' ? (
        field.name === 'fund' ? (
          <FundPicker />
        ) : (
          <OrganisationPicker />
        )
      ) : (
        <OneOf field={field} facts={facts} />
      )}
    </Form.Item>
  )
}

interface OneOfProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
  readonly field: CatalogueField
  readonly facts: Facts
}

/** A choice by keyboard: every list filters while one types. */
function OneOf({ field, facts, ...input }: OneOfProps) {
  const { language } = useSpeech()
  const placeOptions = usePlaceOptions(facts.places, field.options)
  const wordOf = useOptionWord()
  const options =
    field.type === 'place'
      ? placeOptions
      : field.type === 'cash' || field.type === 'account'
        ? facts.accounts
            .filter(({ code }) => field.options.some((prefix) => code.startsWith(prefix)))
            .map(({ code, name }) => ({ value: code, label: `${code} ${name[language]}` }))
        : field.options.map((value) => ({ value, label: wordOf(value) }))
  return <Select {...input} showSearch={{ optionFilterProp: 'label' }} options={options} />
}

/** A word of the catalogue's choices; kinds of cost have words of their own. */
export function useOptionWord(): (value: string) => string {
  const { w } = useSpeech()
  return (value) => {
    for (const key of [`option.${value}`, `kind.${value}`]) {
      const word = w('ledger', key)
      if (word !== `ledger.${key}`) return word
    }
    return value
  }
}

function usePlaceOptions(places: readonly PlaceShown[], classes: readonly string[]) {
  const nameOf = usePlaceName()
  const { t } = useSpeech()
  return places
    .filter(({ restriction }) => classes.includes(restriction ? 'R' : 'U'))
    .map((place) => ({
      value: placeKey(place),
      label: `${nameOf(place)} · ${t('voucher.place_spendable', { sum: formatYuan(place.spendableFen) })}`,
    }))
}

export function usePlaceName(): (place: Pick<PlaceShown, 'fund' | 'restriction'>) => string {
  const { t } = useSpeech()
  return ({ fund, restriction }) =>
    `${fund?.name ?? t('voucher.place_general')}（${restriction?.title ?? t('voucher.place_free')}）`
}

function Reach({ field }: { field: CatalogueField }) {
  const { t, w, language } = useSpeech()
  const reach = Form.useWatch(['input', field.name, 'reach'])
  return (
    <>
      <Form.Item
        name={['input', field.name, 'reach']}
        label={field.label[language]}
        {...(field.options.length === 1 ? { initialValue: field.options[0] } : {})}
        rules={[{ required: true, message: t('voucher.required') }]}
      >
        <Select options={field.options.map((value) => ({ value, label: w('ledger', `reach.${value}`) }))} />
      </Form.Item>
      {reach === 'reached' && (
        <div className="voucher-pair">
          <Form.Item
            name={['input', field.name, 'reachedOn']}
            label={t('voucher.reached_on')}
            rules={[{ required: true, message: t('voucher.required') }]}
          >
            <DayInput />
          </Form.Item>
          <Form.Item
            name={['input', field.name, 'reachProof']}
            label={t('voucher.reach_proof')}
            rules={[{ required: true, message: t('voucher.required') }]}
          >
            <Input maxLength={80} />
          </Form.Item>
        </div>
      )}
    </>
  )
}

const COST_KINDS = ['c2', 'c3', 'other', 'm1', 'm2', 'm3', 'm4', 'm5', 'mx', 'f1', 'fx']

function Parts({ field, facts }: { field: CatalogueField; facts: Facts }) {
  const { t, w, language } = useSpeech()
  const isCost = field.type === 'costs'
  const classes = isCost ? ['R', 'U'] : field.options
  const places = usePlaceOptions(facts.places, classes)
  const accounts = facts.accounts
    .filter(({ code }) => isCost && field.options.some((prefix) => code.startsWith(prefix)))
    .map(({ code, name }) => ({ value: code, label: `${code} ${name[language]}` }))
  const kinds = COST_KINDS.map((value) => ({ value, label: w('ledger', `kind.${value}`) }))
  return (
    <Form.Item label={field.label[language]} required>
      <Form.List name={['input', field.name]} initialValue={[{}]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div className={isCost ? 'voucher-part cost' : 'voucher-part'} key={key}>
                {isCost && (
                  <>
                    <Form.Item name={[name, 'account']} noStyle>
                      <Select aria-label={t('voucher.account')} placeholder={t('voucher.account')} options={accounts} />
                    </Form.Item>
                    <Form.Item name={[name, 'kind']} noStyle>
                      <Select aria-label={t('voucher.kind')} placeholder={t('voucher.kind')} options={kinds} />
                    </Form.Item>
                  </>
                )}
                <Form.Item name={[name, 'place']} noStyle>
                  <Select
                    aria-label={t('voucher.place_hint')}
                    placeholder={t('voucher.place_hint')}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={places}
                  />
                </Form.Item>
                <Form.Item name={[name, 'amount']} noStyle>
                  <MoneyInput label={t('commitment.amount')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('voucher.part_remove', { no: name + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({})}>
              {t('voucher.part_add')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
