import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { type Division, splitInput } from '@shanju/contract/divisions/shapes.ts'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Checkbox, Form, Select } from 'antd'
import { z } from 'zod'
import { today } from '../../kit/day-input.tsx'
import { FormPage } from '../../kit/form-page.tsx'
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

/**
 * As the form holds it: new parts, whether the divided one stays beside them, and for each child the place of its part
 * in the list (`stays` for the divided one). Sending turns it into parts with their children.
 */
const form = z.strictObject({
  parts: z.array(z.unknown()).default([]),
  stays: z.boolean(),
  goes: z.record(z.string(), z.union([z.number(), z.literal('stays')]).optional()).default({}),
  effectiveOn: splitInput.shape.effectiveOn,
  source: splitInput.shape.source,
})
type Held = z.output<typeof form>

function partsOf({ parts, stays, goes }: Held, code: string): z.output<typeof splitInput>['parts'] {
  const childrenOf = (part: number | 'stays') =>
    Object.entries(goes).flatMap(([child, at]) => (at === part ? [child] : []))
  return [
    // In this order the server's finding about part 0 stands beside the form's part 0.
    ...parts.map((part, at) => ({ part: part as never, children: childrenOf(at) })),
    ...(stays ? [{ part: code, children: childrenOf('stays') }] : []),
  ]
}

export function SplitForm() {
  const division = useRead(divisions.getDivision, { params: { code: useTextParam('code') } })
  return <Loaded of={division}>{(found) => <Shown division={found} />}</Loaded>
}

function Shown({ division }: { division: Division }) {
  const t = useText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const split = useWrite(divisions.splitDivision)
  const { code, level } = division
  const here = paths.division(code)
  return (
    <FormPage
      action="divisions.change"
      title={t('division.split')}
      lead={t('division.split_lead')}
      crumbs={[
        { href: paths.divisions, name: t('division.title') },
        { href: here, name: division.name },
      ]}
    >
      <ShapedForm
        name="split-division"
        shape={form}
        initial={{ parts: [{}], stays: true, effectiveOn: today() }}
        submit={t('division.split')}
        cancel={<To href={here}>{t('form.cancel')}</To>}
        send={async (held) => {
          const { effectiveOn, source } = held
          const body = { parts: partsOf(held, code), effectiveOn, source }
          await split.mutateAsync({ input: { params: { code }, body } })
          message.success(t('division.split_done'))
          navigate({ to: here })
        }}
      >
        <Form.Item name="stays" valuePropName="checked">
          <Checkbox>
            {t('division.split_stays')}（{division.name}）
          </Checkbox>
        </Form.Item>
        <Form.List name="parts">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <fieldset className="split-part" key={key}>
                  <legend className="split-name">{t('division.split_part', { number: name + 1 })}</legend>
                  {fields.length > 1 && (
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={`${t('division.split_remove')} ${name + 1}`}
                      onClick={() => remove(name)}
                    />
                  )}
                  <NewDivisionFields level={level} under={[name]} />
                </fieldset>
              ))}
              <p className="form-end split-add">
                <Button icon={<PlusOutlined />} onClick={() => add({})}>
                  {t('division.split_add')}
                </Button>
              </p>
            </>
          )}
        </Form.List>
        {level !== 'community' && <Children division={division} />}
        <Ground />
      </ShapedForm>
    </FormPage>
  )
}

/** Every child with the part it goes to. */
function Children({ division }: { division: Division }) {
  const t = useText()
  const children = useRead(divisions.listChildren, { params: { code: division.code } })
  const instance = Form.useFormInstance()
  const parts: readonly ({ name?: string } | undefined)[] =
    Form.useWatch('parts', { form: instance, preserve: true }) ?? []
  const stays = Form.useWatch('stays', { form: instance, preserve: true })
  const options = [
    ...(stays ? [{ value: 'stays', label: division.name }] : []),
    ...parts.map((part, at) => ({ value: at, label: part?.name || t('division.split_part', { number: at + 1 }) })),
  ]
  return (
    <Loaded of={children}>
      {({ items }) =>
        items.length === 0 ? null : (
          <fieldset className="split-children">
            <legend className="split-name">{t('division.split_children')}</legend>
            <p className="quiet">{t('division.split_children_help')}</p>
            {items.map(({ code, name }) => (
              <Form.Item
                key={code}
                name={['goes', code]}
                label={name}
                required
                initialValue="stays"
                // With the divided one gone, "stays" is no answer any more.
                getValueProps={(value) => ({ value: value === 'stays' && !stays ? undefined : value })}
              >
                <Select options={options} />
              </Form.Item>
            ))}
          </fieldset>
        )
      }
    </Loaded>
  )
}
