import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { recordGift } from '@shanju/contract/giving/shapes.ts'
import { AGREEMENTS, CHANNELS, DONOR_KINDS, NATURES, SHOWN } from '@shanju/contract/giving/vocab.ts'
import { Form, Input, type InputRef, Radio, Select } from 'antd'
import type { RefObject } from 'react'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useRead } from '../../kit/queries.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'

/** What is asked of every gift stands first, in the order of the keyboard; what is seldom needed stands below it. */
export function CounterFields({ donor, fundId }: { donor: RefObject<InputRef | null>; fundId: string | undefined }) {
  const { t } = useSpeech()
  return (
    <>
      <div className="counter-wide">
        <Field of={recordGift} name="fundId" label={t('gift.fund')}>
          <FundPicker open autoFocus={!fundId} />
        </Field>
      </div>
      <DonorFields donor={donor} focus={Boolean(fundId)} />
      <MoneyFields />
      <fieldset className="counter-more">
        <legend>{t('counter.more')}</legend>
        <UseFields />
        <PaperFields />
        <Field of={recordGift} name="note" label={t('gift.note')}>
          <Input maxLength={500} />
        </Field>
      </fieldset>
    </>
  )
}

function DonorFields({ donor, focus }: { donor: RefObject<InputRef | null>; focus: boolean }) {
  const { t, w } = useSpeech()
  const form = Form.useFormInstance()
  const unknown = Form.useWatch('donorKind', form) === 'anonymous'
  return (
    <>
      <div className="counter-wide">
        <Field of={recordGift} name="donorKind" label={t('gift.donor_kind')}>
          <Radio.Group
            optionType="button"
            options={DONOR_KINDS.map((value) => ({ value, label: w('giving', `donor_kind.${value}`) }))}
            onChange={({ target }) => {
              if (target.value === 'anonymous') form.setFieldsValue({ donorName: undefined, receipt: 'none' })
            }}
          />
        </Field>
      </div>
      <Field of={recordGift} name="donorName" label={t('gift.donor')}>
        <Input
          ref={donor}
          className="donor-name"
          autoFocus={focus}
          maxLength={60}
          autoComplete="off"
          disabled={unknown}
          {...(unknown ? { placeholder: t('counter.unknown') } : {})}
        />
      </Field>
      <Field of={recordGift} name="amountFen" label={t('gift.amount')}>
        <MoneyInput />
      </Field>
      {!unknown && (
        <div className="counter-wide">
          <Field of={recordGift} name="shown" label={t('counter.shown')}>
            <Radio.Group
              options={SHOWN.map((value) => ({
                value,
                label: (
                  <>
                    {w('giving', `shown.${value}`)} <small>{t(`gift.shown_help.${value}`)}</small>
                  </>
                ),
              }))}
            />
          </Field>
        </div>
      )}
    </>
  )
}

function MoneyFields() {
  const { t, w } = useSpeech()
  const { me } = useSession()
  const cash = Form.useWatch('channel') === 'cash'
  return (
    <>
      <div className="counter-wide">
        <Field of={recordGift} name="channel" label={t('gift.channel')}>
          <Radio.Group
            optionType="button"
            options={CHANNELS.map((value) => ({ value, label: w('giving', `channel.${value}`) }))}
          />
        </Field>
      </div>
      <Field of={recordGift} name="handler" label={t('gift.handler')}>
        <Input maxLength={60} autoComplete="off" placeholder={t('counter.me', { name: me.shownName })} />
      </Field>
      {cash ? (
        <Field
          of={recordGift}
          name="secondCounter"
          label={t('gift.second_counter')}
          help={t('counter.second_help')}
          required
        >
          <Input maxLength={60} autoComplete="off" />
        </Field>
      ) : (
        <Field of={recordGift} name="orderNo" label={t('gift.order_no')} help={t('counter.order_help')}>
          <Input maxLength={100} autoComplete="off" />
        </Field>
      )}
    </>
  )
}

function UseFields() {
  const { t, w } = useSpeech()
  const fundId: string | undefined = Form.useWatch('fundId')
  const fund = useRead(funds.get, fundId ? { params: { id: fundId } } : undefined)
  const fields = fund.data?.fields ?? []
  return (
    <>
      <Field of={recordGift} name="givenOn" label={t('gift.day')}>
        <DayInput last={today()} />
      </Field>
      <Field of={recordGift} name="purposeField" label={t('gift.purpose_field')}>
        <Select
          allowClear
          placeholder={t('gift.purpose_of_fund')}
          disabled={fields.length === 0}
          options={fields.map((value) => ({ value, label: w('funds', `field.${value}`) }))}
        />
      </Field>
      <Field of={recordGift} name="purpose" label={t('gift.purpose')} help={t('gift.purpose_help')}>
        <Input maxLength={200} />
      </Field>
    </>
  )
}

function PaperFields() {
  const { t, w } = useSpeech()
  const issued = Form.useWatch('receipt') === 'issued'
  return (
    <>
      <Field of={recordGift} name="agreement" label={t('gift.agreement')}>
        <Select options={AGREEMENTS.map((value) => ({ value, label: w('giving', `agreement.${value}`) }))} />
      </Field>
      <Field of={recordGift} name="receipt" label={t('gift.receipt')}>
        <Select
          options={recordGift.shape.receipt
            .unwrap()
            .options.map((value) => ({ value, label: w('giving', `receipt.${value}`) }))}
        />
      </Field>
      {issued && (
        <>
          <Field of={recordGift} name="receiptNo" label={t('gift.receipt_no')}>
            <Input maxLength={40} autoComplete="off" />
          </Field>
          <Field of={recordGift} name="nature" label={t('gift.nature')} help={t('counter.nature_help')}>
            <Select options={NATURES.map((value) => ({ value, label: w('giving', `nature.${value}`) }))} />
          </Field>
        </>
      )}
    </>
  )
}
