import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { formGroup } from '@shanju/contract/governance/shapes.ts'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Form } from 'antd'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { FundPicker } from '../../kit/pickers.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { SeatFields } from './seat-fields.tsx'

const TERM_YEARS = 3

/** Forms a group whole: the five kinds, one more resident never hurts, and a supervisor. */
export function GroupForm() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const form = useWrite(governance.formGroup)
  const { fund } = useSearch({ strict: false }) as { fund?: string }
  const given = fund ? idOf('fund').safeDecode(fund) : undefined
  const end = `${Number(today().slice(0, 4)) + TERM_YEARS}${today().slice(4)}`
  const term = { fromOn: today(), toOn: end }
  const kinds = ['town_lead', 'community_lead', 'host_designate', 'donor', 'resident', 'supervisor'] as const
  const initial = {
    formedOn: today(),
    seats: kinds.map((kind) => ({ kind, ...term })) as never,
    ...(given?.success ? { fundId: given.data } : {}),
  }
  return (
    <div className="page narrow">
      <PageHead title={t('group.form')} lead={t('group.members_help')} />
      <ShapedForm
        name="form-group"
        shape={formGroup}
        initial={initial}
        submit={t('group.form')}
        send={async (body) => {
          const made = await form.mutateAsync({ input: { body } })
          message.success(t('group.formed'))
          navigate({ to: paths.group(made.id) })
        }}
      >
        <Field of={formGroup} name="fundId" label={t('group.fund')}>
          <FundPicker />
        </Field>
        <Field of={formGroup} name="formedOn" label={t('group.formed_on')}>
          <DayInput last={today()} />
        </Field>
        <Form.List name="seats">
          {(rows, { add, remove }) => (
            <div className="stack">
              {rows.map(({ key, name }) => (
                <section key={key} className="card">
                  <SeatFields under={[name]} />
                  <Button size="small" onClick={() => remove(name)}>
                    {t('seat.remove')}
                  </Button>
                </section>
              ))}
              <Button onClick={() => add({ kind: 'other', ...term })}>{t('seat.more')}</Button>
            </div>
          )}
        </Form.List>
      </ShapedForm>
    </div>
  )
}
