import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { CatalogueRow, DraftBody, DraftRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { today } from '../../kit/clock.ts'
import { DayInput } from '../../kit/day-input.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { useTrouble, useUnsavedWarning } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useIdParam, useSearchId } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { AboutEvent, type Event, EventPicker, eventsOf, useEventName } from './voucher.event.tsx'
import { EventFields, type Facts } from './voucher.fields.tsx'
import { Papers } from './voucher.papers.tsx'
import { VoucherPreview } from './voucher.preview.tsx'
import { typedInput, wireInput } from './voucher.values.ts'
import './desk.css'

/** A voucher from a template: the catalogue of events draws the form; another person checks what it makes. */
export function VoucherForm() {
  const { t } = useSpeech()
  const hostId = useIdParam('org')
  const replaces = useSearchId('replaces', 'draft')
  const catalogue = useRead(voucherRoutes.getCatalogue, { params: { hostId } })
  const places = useRead(voucherRoutes.listPlaces, { params: { hostId } })
  const before = useRead(voucherRoutes.getDraft, replaces ? { params: { hostId, id: replaces } } : undefined)
  return (
    <Loaded of={catalogue}>
      {({ rows, accounts }) => (
        <Loaded of={places}>
          {({ items }) =>
            replaces && !before.data ? (
              <p className="quiet">{t('state.loading')}</p>
            ) : (
              <Made hostId={hostId} rows={rows} facts={{ accounts, places: items }} before={before.data} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  )
}

interface MadeProps {
  readonly hostId: string
  readonly rows: readonly CatalogueRow[]
  readonly facts: Facts
  readonly before: DraftRecord | undefined
}

interface Typed {
  readonly input?: Readonly<Record<string, unknown>>
  readonly documentOn?: string
  readonly postedOn?: string
  readonly summary?: string
  readonly papers?: DraftBody['papers']
  readonly settles?: string
}

function Made({ hostId, rows, facts, before }: MadeProps) {
  const { t } = useSpeech()
  const events = eventsOf(rows)
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const navigate = useNavigate()
  const asked = search.event ?? before?.recipe
  const event = events.find(({ step }) => step.recipe === asked)
  return (
    <FormPage
      action="ledger.post"
      title={t('voucher.make')}
      lead={t('voucher.make_lead')}
      crumbs={[
        { href: paths.entries, name: t('entry.title') },
        { href: paths.books, name: t('books.title') },
        { href: paths.desk(hostId), name: t('desk.title') },
      ]}
      aside={
        event && (
          <Section title={t('voucher.source')}>
            <AboutEvent {...event} />
          </Section>
        )
      }
    >
      <div className="voucher-event">
        <EventPicker
          events={events}
          value={event?.step.recipe}
          onChange={(recipe) => navigate({ to: '.', search: { ...search, event: recipe } as never, replace: true })}
        />
      </div>
      {event ? (
        <Filled key={event.step.recipe} hostId={hostId} event={event} facts={facts} before={before} />
      ) : (
        <p className="quiet">{t('voucher.event_missing')}</p>
      )}
    </FormPage>
  )
}

function Filled({ hostId, event, facts, before }: { event: Event } & Omit<MadeProps, 'rows'>) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Typed>()
  const dirty = useRef(false)
  const [body, setBody] = useState<DraftBody>()
  const make = useWrite(voucherRoutes.makeDraft)
  const { trouble, show } = useTrouble(form)
  const nameOf = useEventName()
  useUnsavedWarning(() => dirty.current)
  const { fields, papers } = event.step
  const same = before?.recipe === event.step.recipe ? before : undefined
  const bodyOf = (typed: Typed): DraftBody => ({
    recipe: event.step.recipe,
    input: wireInput(fields, typed.input ?? {}),
    documentOn: typed.documentOn ?? '',
    postedOn: typed.postedOn ?? '',
    summary: typed.summary?.trim() ?? '',
    papers: (typed.papers ?? []).filter((paper) => paper?.ref?.trim()),
    ...(typed.settles ? { settles: typed.settles } : {}),
    ...(before ? { replaces: before.id } : {}),
  })
  const changed = (_changed: unknown, typed: Typed) => {
    dirty.current = true
    const next = bodyOf(typed)
    const full = fields.every((field) => field.optional || next.input[field.name] !== undefined)
    setBody(full && next.summary !== '' && next.documentOn && next.postedOn ? next : undefined)
  }
  const finish = async (typed: Typed) => {
    show(undefined)
    dirty.current = false
    try {
      const made = await make.mutateAsync({ input: { params: { hostId }, body: bodyOf(typed) } })
      message.success(t('voucher.saved'))
      navigate({ to: paths.draft(hostId, made.id) })
    } catch (error) {
      dirty.current = true
      show(error as Error)
    }
  }
  return (
    <Form
      form={form}
      name="voucher"
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError={{ focus: true, block: 'center' }}
      initialValues={{
        input: same ? typedInput(fields, same.input) : presetsOf(event),
        documentOn: before?.documentOn ?? today(),
        postedOn: before?.postedOn ?? today(),
        summary: before?.summary ?? event.row.title[language],
        papers: before?.papers ?? papers.map(({ kind, madeBy }) => ({ kind, madeBy: madeBy[0] })),
        settles: before?.settles ?? undefined,
      }}
      onValuesChange={changed}
      onFinish={finish}
      onKeyDown={(key) => {
        if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) form.submit()
      }}
      aria-label={nameOf(event)}
    >
      <EventFields fields={fields} facts={facts} />
      <Days />
      {event.row.id === 'E35' && <Settles hostId={hostId} />}
      <Papers />
      <VoucherPreview hostId={hostId} body={body} />
      {trouble && <Alert type="error" showIcon title={trouble} role="alert" className="form-trouble" />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('voucher.save')}
        </Button>
        <span className="quiet">{t('voucher.keys')}</span>
      </div>
    </Form>
  )
}

const presetsOf = ({ step }: Event): Record<string, unknown> =>
  Object.fromEntries(
    step.fields.flatMap(({ name, preset, type }) => (preset === null || type === 'reach' ? [] : [[name, preset]])),
  )

function Days() {
  const { t } = useSpeech()
  const required = [{ required: true, message: t('voucher.required') }]
  return (
    <>
      <div className="voucher-pair">
        <Form.Item name="documentOn" label={t('voucher.document_on')} rules={required}>
          <DayInput last={today()} />
        </Form.Item>
        <Form.Item name="postedOn" label={t('voucher.posted_on')} rules={required}>
          <DayInput last={today()} />
        </Form.Item>
      </div>
      <Form.Item name="summary" label={t('voucher.summary')} extra={t('voucher.summary_help')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function Settles({ hostId }: { hostId: string }) {
  const { t } = useSpeech()
  const open = useRead(voucherRoutes.listCommitments, { params: { hostId }, query: { state: 'open', pageSize: 200 } })
  const options = (open.data?.items ?? []).map(({ id, purpose, dueOn }) => ({
    value: id,
    label: `${purpose} · ${dueOn}`,
  }))
  return (
    <Form.Item name="settles" label={t('voucher.settles')}>
      <Select allowClear placeholder={t('voucher.settles_none')} options={options} />
    </Form.Item>
  )
}
