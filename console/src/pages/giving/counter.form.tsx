import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { type Gift, recordGift } from '@shanju/contract/giving/shapes.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { App, Button, Form, type InputRef } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Refused } from '../../api.ts'
import { today } from '../../kit/day-input.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { taken } from '../../kit/form-values.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { useTrouble, useUnsavedWarning } from '../../kit/shaped-form.tsx'
import { useSearchId } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { type Asked, CounterQuestion } from './counter.ask.tsx'
import { CounterFields } from './counter.fields.tsx'
import { LastGifts } from './counter.last.tsx'
import { nextField } from './next-field.ts'
import './counter.css'

type Values = Record<string, unknown>

/** From this sum on the form asks to look again before it saves: one zero too many is the commonest slip at a counter. */
const LARGE_FEN = 10_000_00n
/** What the next gift begins with; fund, day, way and the two who count stay. How one donor is shown says nothing of the next. */
const NEXT = {
  donorKind: 'person',
  donorName: undefined,
  // Nobody's name is published because a hurried worker did not ask (D15).
  shown: 'anonymous',
  amountFen: undefined,
  orderNo: undefined,
  purposeField: undefined,
  purpose: undefined,
  receipt: 'none',
  receiptNo: undefined,
  nature: 'gift',
  agreement: 'none',
  note: undefined,
  again: undefined,
  reason: undefined,
} as const

/** Gift after gift without touching the mouse. */
export function CounterForm() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const fundId = useSearchId('fund', 'fund')
  const record = useWrite(giving.record)
  const donor = useRef<InputRef>(null)
  const { trouble, show } = useTrouble(form)
  const [last, setLast] = useState<readonly Gift[]>([])
  const [asked, setAsked] = useState<Asked>()
  const [looked, setLooked] = useState<bigint>()
  useOnlyFund(fundId, (only) => {
    if (form.getFieldValue('fundId')) return
    form.setFieldsValue({ fundId: only })
    donor.current?.focus()
  })
  useUnsavedWarning(() => Boolean(form.getFieldValue('amountFen') ?? form.getFieldValue('donorName')))

  const save = async (typed: Values) => {
    const sum = typed.amountFen
    if (typeof sum === 'bigint' && sum >= LARGE_FEN && looked !== sum) {
      setLooked(sum)
      // The last gift's success must not stand beside a question about this one.
      message.destroy()
      return setAsked({ kind: 'large', sentence: t('counter.large', { sum: formatYuan(sum) }) })
    }
    show(undefined)
    setAsked(undefined)
    try {
      const gift = await record.mutateAsync({
        input: { body: taken(recordGift, { ...typed, again: form.getFieldValue('again') }) as never },
      })
      message.success(t('counter.saved', { code: formatPublicId(gift.publicId), sum: formatYuan(gift.amountFen) }))
      // A repeat is answered with the first gift: one gift is listed once.
      setLast((before) => [gift, ...before.filter((each) => each.id !== gift.id)])
      setLooked(undefined)
      // Focus first: the field that is left judges itself once more, and must still find its sum there.
      donor.current?.focus()
      form.setFields(Object.entries(NEXT).map(([name, value]) => ({ name, value, errors: [], touched: false })))
    } catch (error) {
      const question = questionOf(error)
      if (question) setAsked(question)
      else show(error as Error)
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
        initialValues={{ ...NEXT, fundId, givenOn: today(), channel: 'cash' }}
        onFinish={save}
        onKeyDown={press}
        onValuesChange={(changed) => {
          if ('reason' in changed) return
          setAsked(undefined)
          form.setFieldValue('again', undefined)
        }}
        scrollToFirstError={{ focus: true }}
      >
        <CounterFields donor={donor} fundId={fundId} />
        <div className="counter-end">
          {(trouble || asked) && (
            <CounterQuestion
              trouble={trouble}
              asked={asked}
              onAgain={() => {
                form.setFieldsValue({ again: true })
                form.submit()
              }}
            />
          )}
          <Button type="primary" htmlType="submit" size="large" loading={record.isPending}>
            {t('counter.save')}
          </Button>
          <span className="quiet">{t('counter.keys')}</span>
        </div>
      </Form>
    </FormPage>
  )
}

/** A refusal that is a question: the same again with an answer goes through. */
function questionOf(error: unknown): Asked | undefined {
  if (!(error instanceof Refused)) return undefined
  const { code, message } = error.problem
  if (code === 'giving.looks_recorded') return { kind: 'again', sentence: message }
  return code === 'regulations.reason_needed' ? { kind: 'reason', sentence: message } : undefined
}

/** Most workers have one fund: it is chosen already. */
function useOnlyFund(chosen: string | undefined, choose: (fundId: string) => void): void {
  const found = useRead(funds.mine, chosen ? undefined : { query: { state: 'open', pageSize: 2 } })
  const [only, second] = found.data?.items ?? []
  const id = second ? undefined : only?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known
  useEffect(() => {
    if (id) choose(id)
  }, [id])
}
