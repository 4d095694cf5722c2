import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { openBooks } from '@shanju/contract/ledger/shapes.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { FormPage } from '../../kit/form-page.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { OpeningFromSheet } from './opening.sheet.tsx'
import './ledger.css'

type Line = Partial<ReturnType<typeof openBooks.parse>['lines'][number]>

/** The trial balance with which a host's books begin, typed off the old books once. */
export function OpeningForm() {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const hostId = useIdParam('org')
  const host = useRead(organisations.getOrganisation, { params: { id: hostId } })
  const open = useWrite(ledger.openBooks)
  return (
    <FormPage
      action="ledger.open_books"
      title={t('books.open')}
      lead={
        <>
          {host.data?.name} · {t('books.open_lead')}
        </>
      }
      crumbs={[
        { href: paths.entries, name: t('entry.title') },
        { href: paths.books, name: t('books.title') },
      ]}
    >
      <ShapedForm
        name="open-books"
        shape={openBooks}
        initial={{ lines: [] }}
        submit={t('books.open')}
        send={async ({ lines }) => {
          await open.mutateAsync({ input: { params: { hostId }, body: { lines: lines ?? [] } } })
          message.success(t('books.opened'))
          navigate({ to: paths.books })
        }}
      >
        <Balances hostId={hostId} />
      </ShapedForm>
    </FormPage>
  )
}

/** Whether there are any is asked first, so that "none" is said and not merely left out. */
function Balances({ hostId }: { hostId: string }) {
  const { t } = useSpeech()
  const form = Form.useFormInstance()
  const [some, setSome] = useState<boolean>()
  return (
    <>
      <Form.Item
        name="some"
        label={t('books.question')}
        rules={[{ required: true, message: t('books.question_missing') }]}
      >
        <Radio.Group
          className="choices"
          options={[
            { value: true, label: t('books.some') },
            { value: false, label: t('books.none') },
          ]}
          onChange={({ target }) => {
            setSome(target.value)
            form.setFieldValue('lines', target.value ? [{ side: 'debit' }, { side: 'credit' }] : [])
          }}
        />
      </Form.Item>
      {some === true && (
        <>
          <OpeningFromSheet hostId={hostId} use={(lines) => form.setFieldValue('lines', lines)} />
          <Lines />
        </>
      )}
      {some === false && <p className="quiet books-none">{t('books.none_text')}</p>}
    </>
  )
}

function Lines() {
  const { t, w } = useSpeech()
  const sides = (['debit', 'credit'] as const).map((value) => ({ value, label: w('ledger', `side.${value}`) }))
  return (
    <Form.List
      name="lines"
      rules={[
        {
          validator: async (_rule, lines: readonly unknown[] | undefined) => {
            if (!lines?.length) throw new Error(t('books.no_lines'))
          },
        },
      ]}
    >
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }) => (
            <div className="opening-line" key={key}>
              <Form.Item name={[name, 'side']} initialValue="debit" noStyle>
                <Select aria-label={t('books.side')} options={sides} />
              </Form.Item>
              <Form.Item name={[name, 'account']} noStyle>
                <Input
                  aria-label={t('entry.account')}
                  placeholder={t('entry.account_hint')}
                  inputMode="numeric"
                  maxLength={12}
                />
              </Form.Item>
              <Form.Item name={[name, 'amountFen']} noStyle>
                <MoneyInput label={t('entry.amount')} />
              </Form.Item>
              <Form.Item name={[name, 'fundId']} noStyle>
                <FundPicker label={t('fund.one')} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('books.line_remove', { line: name + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <p className="form-end">
            <Button icon={<PlusOutlined />} onClick={() => add()}>
              {t('books.line_add')}
            </Button>
            <Balance />
          </p>
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  )
}

/** Says all along how far apart the sides are; what is not a sum yet counts for nothing. */
function Balance() {
  const { t } = useSpeech()
  const lines: readonly (Line | undefined)[] = Form.useWatch('lines') ?? []
  const gap = lines.reduce((total, line) => {
    const amount = typeof line?.amountFen === 'bigint' ? line.amountFen : 0n
    return line?.side === 'credit' ? total - amount : total + amount
  }, 0n)
  if (lines.length === 0) return null
  return gap === 0n ? (
    <span className="right-note">✓ {t('books.balanced')}</span>
  ) : (
    <span className="trouble">
      {t('books.unbalanced')} ¥{formatYuan(gap < 0n ? -gap : gap)}
    </span>
  )
}
