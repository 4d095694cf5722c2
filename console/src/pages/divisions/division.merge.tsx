import { CloseOutlined } from '@ant-design/icons'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { type Division, mergeInput } from '@shanju/contract/divisions/shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { today } from '../../kit/day-input.tsx'
import { DivisionPicker } from '../../kit/division-picker.tsx'
import { Field } from '../../kit/field.tsx'
import { FormPage } from '../../kit/form-page.tsx'
import { pathName } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/language.tsx'
import { Ground } from './ground.tsx'
import { NewDivisionFields } from './new-division.tsx'
import './division.css'

export function MergeForm() {
  const division = useRead(divisions.getDivision, { params: { code: useTextParam('code') } })
  return <Loaded of={division}>{(found) => <Shown division={found} />}</Loaded>
}

function Shown({ division }: { division: Division }) {
  const t = useText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const merge = useWrite(divisions.mergeDivisions)
  const here = paths.division(division.code)
  return (
    <FormPage
      action="divisions.change"
      title={t('division.merge')}
      lead={t('division.merge_lead')}
      crumbs={[
        { href: paths.divisions, name: t('division.title') },
        { href: here, name: division.name },
      ]}
    >
      <ShapedForm
        name="merge-divisions"
        shape={mergeInput}
        initial={{ codes: [division.code], effectiveOn: today() }}
        submit={t('division.merge')}
        cancel={<To href={here}>{t('form.cancel')}</To>}
        send={async (body) => {
          const whole = await merge.mutateAsync({ input: { body } })
          message.success(t('division.merged'))
          navigate({ to: paths.division(whole.code) })
        }}
      >
        <Field of={mergeInput} name="codes" label={t('division.merge_codes')}>
          <Codes level={division.level} />
        </Field>
        <Into level={division.level} />
        <Ground />
      </ShapedForm>
    </FormPage>
  )
}

interface CodesProps {
  readonly id?: string
  readonly level: Division['level']
  readonly value?: readonly string[]
  readonly onChange?: (codes: readonly string[]) => void
}

/** Several places of one level, each with its own way out of the list. */
function Codes({ id, level, value = [], onChange }: CodesProps) {
  const t = useText()
  return (
    <div className="stack">
      <ul className="code-list">
        {value.map((code) => (
          <CodeChosen
            key={code}
            code={code}
            {...(value.length > 1 ? { remove: () => onChange?.(value.filter((each) => each !== code)) } : {})}
          />
        ))}
      </ul>
      <DivisionPicker
        {...(id ? { id } : {})}
        levels={[level]}
        hint={t('division.merge_pick')}
        onChange={(code) => code && !value.includes(code) && onChange?.([...value, code])}
      />
    </div>
  )
}

function CodeChosen({ code, remove }: { code: string; remove?: () => void }) {
  const t = useText()
  const place = useRead(divisions.getDivision, { params: { code } })
  const name = place.data ? pathName(place.data.path) : code
  return (
    <li>
      {name} <small className="figures">{code}</small>
      {remove && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('division.merge_remove', { name })}
          onClick={remove}
        />
      )}
    </li>
  )
}

/** One that stands (it may be one of those that merge) or a new one. */
function Into({ level }: { level: Division['level'] }) {
  const t = useText()
  const form = Form.useFormInstance()
  const [fresh, setFresh] = useState(false)
  return (
    <>
      <Form.Item label={t('division.merge_into')} required>
        <Radio.Group
          value={fresh}
          options={[
            { value: false, label: t('division.into_standing') },
            { value: true, label: t('division.into_new') },
          ]}
          onChange={({ target }) => {
            setFresh(target.value)
            form.setFieldValue('into', target.value ? {} : undefined)
          }}
        />
      </Form.Item>
      {fresh ? (
        <NewDivisionFields level={level} under={['into']} />
      ) : (
        <Form.Item name="into" rules={[{ required: true, message: t('division.pick') }]}>
          <DivisionPicker levels={[level]} label={t('division.merge_into')} />
        </Form.Item>
      )}
    </>
  )
}
