import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { changeSetting, type ParameterValue, type RegulationRecord } from '@shanju/contract/regulations/shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Form, Input, InputNumber, Radio, Select } from 'antd'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { TryLink } from '../../kit/try-link.tsx'
import { useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** As the form holds it: every setting as it stands, so that what differs in the end is the change. */
const form = z.strictObject({
  severity: changeSetting.shape.severity.unwrap(),
  enabled: z.boolean(),
  values: z.record(z.string(), z.unknown()).default({}),
  fromOn: changeSetting.shape.fromOn,
  reason: changeSetting.shape.reason,
})

export function ChangeRuleForm() {
  const rule = useRead(regulations.get, { params: { id: useTextParam('id') } })
  return <Loaded of={rule}>{(found) => <Shown rule={found} />}</Loaded>
}

function Shown({ rule }: { rule: RegulationRecord }) {
  const { t, w, language } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const change = useWrite(regulations.changeSetting)
  const here = paths.rule(rule.id)
  return (
    <FormPage
      action="regulations.change"
      title={t('rule.change')}
      lead={t('rule.change_lead')}
      crumbs={[
        { href: paths.rules, name: t('rule.title') },
        { href: here, name: `${rule.id} ${rule.title[language]}` },
      ]}
    >
      <ShapedForm
        name="change-rule"
        shape={form}
        initial={{
          severity: rule.severity,
          enabled: rule.enabled,
          values: Object.fromEntries(rule.parameters.map(({ name, type, value }) => [name, typed(type, value)])),
          fromOn: today(),
        }}
        submit={t('rule.change')}
        cancel={<To href={here}>{t('form.cancel')}</To>}
        send={async ({ severity, enabled, values, fromOn, reason }) => {
          const changed = changedValues(rule, values)
          const body = {
            fromOn,
            reason,
            ...(severity === rule.severity ? {} : { severity }),
            ...(enabled === rule.enabled ? {} : { enabled }),
            ...(Object.keys(changed).length === 0 ? {} : { values: changed }),
          }
          await change.mutateAsync({ input: { params: { id: rule.id }, body } })
          message.success(t('rule.changed_done'))
          navigate({ to: here })
        }}
      >
        <Field of={form} name="severity" label={t('rule.severity')}>
          <Radio.Group
            className="choices"
            options={rule.possibleSeverities.map((value) => ({
              value,
              label: (
                <>
                  <StatusTag module="regulations" group="severity" value={value} />
                  <small>{w('regulations', `severity.${value}.means`)}</small>
                </>
              ),
            }))}
          />
        </Field>
        <Field of={form} name="enabled" label={t('rule.state')}>
          <Radio.Group
            options={[true, false].map((value) => ({ value, label: w('regulations', `enabled.${value}`) }))}
          />
        </Field>
        {rule.parameters.map((parameter) => (
          <Form.Item
            key={parameter.name}
            name={['values', parameter.name]}
            label={parameter.title[language]}
            required
            extra={parameter.type === 'words' ? t('rule.word_list_help') : undefined}
          >
            <ValueInput type={parameter.type} unit={w('regulations', `unit.${parameter.type}`)} />
          </Form.Item>
        ))}
        <TryLink href={paths.ruleTrial(rule.id)} searchOf={(typing) => draftOf(rule, typing)} />
        <Field of={form} name="fromOn" label={t('rule.change_from')}>
          <DayInput first={today()} />
        </Field>
        <Field of={form} name="reason" label={t('rule.change_reason')} help={t('rule.change_reason_help')}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </ShapedForm>
    </FormPage>
  )
}

type Type = RegulationRecord['parameters'][number]['type']

/** Sums are fen as text on the wire and bigint in a field. */
const typed = (type: Type, value: ParameterValue): unknown => (type === 'fen' ? BigInt(String(value)) : value)

function changedValues(rule: RegulationRecord, values: Readonly<Record<string, unknown>>) {
  const changed: Record<string, ParameterValue> = {}
  for (const { name, value } of rule.parameters) {
    const next = (typeof values[name] === 'bigint' ? String(values[name]) : (values[name] ?? '')) as ParameterValue
    if (String(next) !== String(value)) changed[name] = next
  }
  return changed
}

/** What is typed, as the address of its trial. */
function draftOf(rule: RegulationRecord, { severity, enabled, values }: Readonly<Record<string, unknown>>) {
  const changed = changedValues(rule, (values ?? {}) as Readonly<Record<string, unknown>>)
  return {
    ...(severity === undefined || severity === rule.severity ? {} : { severity: String(severity) }),
    ...(enabled === undefined || enabled === rule.enabled ? {} : { enabled: String(enabled) }),
    ...(Object.keys(changed).length === 0 ? {} : { values: JSON.stringify(changed) }),
  }
}

/** One input for each type of parameter; the form hands it its value. */
function ValueInput({ type, unit, ...bound }: { type: Type; unit: string; id?: string }) {
  if (type === 'fen') return <MoneyInput {...bound} />
  if (type === 'words')
    return <Select {...bound} mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', ',']} />
  return <InputNumber {...bound} min={0} max={3650} precision={0} suffix={unit} />
}
