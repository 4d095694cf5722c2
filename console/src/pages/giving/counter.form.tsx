import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { type Gift, recordGift } from '@shanju/contract/giving/shapes.ts'
import { CHANNELS, SHOWN } from '@shanju/contract/giving/vocab.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { Alert, App, Button, Form, Input, type InputRef, Radio } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { taken } from '../../kit/form-values.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { useTrouble, useUnsavedWarning } from '../../kit/shaped-form.tsx'
import { useSearchId } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { LastGifts } from './counter.last.tsx'
import { nextField } from './next-field.ts'
import './counter.css'

type Values = Record<string, unknown>

/** From this sum on the form asks to look again before it saves: one zero too many is the commonest slip at a counter. */
const LARGE_FEN = 10_000_00n
/** What is empty again for the next gift; fund, day, way and how it is shown stay. */
const EMPTIED = ['donorName', 'amountFen', 'purpose', 'note'] as const

/** Gift after gift without touching the mouse. */
export function CounterForm() {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const fundId = useSearchId('fund', 'fund')
  const record = useWrite(giving.record)
  const donor = useRef<InputRef>(null)
  const { trouble, show } = useTrouble(form)
  const [last, setLast] = useState<readonly Gift[]>([])
  const [looked, setLooked] = useState<bigint>()
  const amount = Form.useWatch('amountFen', form)
  useUnsavedWarning(() => Boolean(form.getFieldValue('amountFen') ?? form.getFieldValue('donorName')))

  const save = async (typed: Values) => {
    const sum = typed.amountFen
    if (typeof sum === 'bigint' && sum >= LARGE_FEN && looked !== sum) return setLooked(sum)
    show(undefined)
    try {
      const gift = await record.mutateAsync({ input: { body: taken(recordGift, typed) as never } })
      message.success(t('counter.saved', { code: formatPublicId(gift.publicId), sum: formatYuan(gift.amountFen) }))
      // A repeat is answered with the first gift: one gift is listed once.
      setLast((before) => [gift, ...before.filter((each) => each.id !== gift.id)])
      setLooked(undefined)
      // Focus first: the field that is left judges itself once more, and must still find its sum there.
      donor.current?.focus()
      form.setFields(EMPTIED.map((name) => ({ name, value: undefined, errors: [], touched: false })))
      // How one donor wishes to be shown says nothing of the next.
      form.setFieldsValue({ shown: 'masked' })
    } catch (error) {
      show(error as Error)
    }
  }
  const press = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      form.submit()
    } else nextField(event)
  }
  return (
    <FormPage
      action="giving.record"
      title={t('counter.title')}
      lead={t('counter.lead')}
      crumbs={[{ href: paths.gifts, name: t('gift.title') }]}
      aside={<LastGifts gifts={last} />}
    >
      <Form
        form={form}
        name="counter"
        layout="vertical"
        requiredMark={false}
        className="counter"
        initialValues={{ fundId, givenOn: today(), channel: 'cash', shown: 'masked' }}
        onFinish={save}
        onKeyDown={press}
        scrollToFirstError={{ focus: true }}
      >
        <div className="counter-fund">
          <Field of={recordGift} name="fundId" label={t('gift.fund')}>
            <FundPicker open autoFocus={!fundId} />
          </Field>
        </div>
        <Field of={recordGift} name="donorName" label={t('counter.donor')}>
          <Input ref={donor} autoFocus={Boolean(fundId)} maxLength={60} autoComplete="off" />
        </Field>
        <Field of={recordGift} name="amountFen" label={t('gift.amount')}>
          <MoneyInput />
        </Field>
        <div className="counter-wide">
          <Field of={recordGift} name="channel" label={t('gift.channel')}>
            <Radio.Group
              optionType="button"
              options={CHANNELS.map((value) => ({ value, label: w('giving', `channel.${value}`) }))}
            />
          </Field>
        </div>
        <div className="counter-wide">
          <Field of={recordGift} name="shown" label={t('gift.shown')}>
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
        <Field of={recordGift} name="givenOn" label={t('gift.day')}>
          <DayInput last={today()} />
        </Field>
        <Field of={recordGift} name="purpose" label={t('gift.purpose')} help={t('gift.purpose_help')}>
          <Input maxLength={200} />
        </Field>
        <Field of={recordGift} name="note" label={t('gift.note')}>
          <Input maxLength={500} />
        </Field>
        <div className="counter-wide">
          {trouble && <Alert type="error" showIcon role="alert" title={trouble} className="form-trouble" />}
          {looked !== undefined && looked === amount && (
            <Alert
              type="warning"
              showIcon
              role="alert"
              title={t('counter.large', { sum: formatYuan(looked) })}
              className="form-trouble"
            />
          )}
          <Button type="primary" htmlType="submit" size="large" loading={record.isPending}>
            {t('counter.save')}
          </Button>
        </div>
      </Form>
    </FormPage>
  )
}
