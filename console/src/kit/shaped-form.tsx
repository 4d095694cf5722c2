import { useBlocker } from '@tanstack/react-router'
import { Alert, App, Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { z } from 'zod'
import { Refused } from '../api.ts'
import { useText } from '../text/language.tsx'
import { Unfit } from './encode.ts'
import { useTell } from './field.tsx'
import { isRequired, taken } from './form-values.ts'
import { useErrorText } from './states.tsx'

interface ShapedFormProps<S extends z.ZodObject> {
  readonly shape: S
  readonly initial?: Partial<z.output<S>>
  readonly submit: string
  readonly send: (values: z.output<S>) => Promise<unknown>
  readonly cancel?: ReactNode
  readonly children: ReactNode
  /** Names the form for readers of the screen; also finds it in tests. */
  readonly name: string
}

/**
 * The third archetype: fields of one shape, sent once. Faults stand beside their fields, a refusal above the buttons;
 * leaving with something typed asks first.
 */
export function ShapedForm<S extends z.ZodObject>({
  shape,
  initial,
  submit,
  send,
  cancel,
  children,
  name,
}: ShapedFormProps<S>) {
  const t = useText()
  const [form] = Form.useForm()
  const dirty = useRef(false)
  const [busy, setBusy] = useState(false)
  const { trouble, show } = useTrouble(form)
  useUnsavedWarning(() => dirty.current)
  const someMayStayEmpty = Object.values(shape.shape).some((field) => !isRequired(field))
  const finish = async (typed: Record<string, unknown>) => {
    setBusy(true)
    show(undefined)
    dirty.current = false
    try {
      await send(taken(shape, typed) as z.output<S>)
    } catch (error) {
      dirty.current = true
      show(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form
      form={form}
      name={name}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError={{ focus: true, block: 'center' }}
      {...(initial ? { initialValues: initial } : {})}
      onValuesChange={() => {
        dirty.current = true
      }}
      onFinish={finish}
    >
      {children}
      {trouble && <Alert type="error" showIcon title={trouble} role="alert" className="form-trouble" />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submit}
        </Button>
        {cancel}
        {someMayStayEmpty && <span className="quiet">{t('form.required_note')}</span>}
      </div>
    </Form>
  )
}

/**
 * Puts what the server (or the shape) found beside the fields it names. What names a field that is not on the form is
 * told with the sentence above the buttons: nothing is wrong in silence.
 */
export function useTrouble(form: FormInstance) {
  const [trouble, setTrouble] = useState<string>()
  const errorText = useErrorText()
  const tell = useTell()
  const faultsOf = (error: Error | undefined): readonly { path: string; message: string }[] => {
    if (error instanceof Unfit) return error.fields.map(({ path, issue }) => ({ path, message: tell(issue) }))
    return error instanceof Refused ? (error.problem.fields ?? []) : []
  }
  const show = (error: Error | undefined) => {
    const shown = new Set(form.getFieldsError().map(({ name }) => name.join('.')))
    const faults = faultsOf(error)
    const here = faults.filter(({ path }) => shown.has(path))
    const elsewhere = faults.filter(({ path }) => !shown.has(path))
    setTrouble(error && [errorText(error), ...elsewhere.map(({ path, message }) => `${path} ${message}`)].join(' '))
    for (const { path, message } of here) form.setFields([{ name: nameOf(path), errors: [message] }])
    if (here[0]) form.scrollToField(nameOf(here[0].path), { focus: true, block: 'center' })
  }
  return { trouble, show }
}

/** `lines.0.account` as a form names it: places in a list are numbers. */
const nameOf = (path: string): (string | number)[] =>
  path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))

/** Asks before a page with unsaved typing is left, by a link or by closing the window. */
export function useUnsavedWarning(isDirty: () => boolean): void {
  const { modal } = App.useApp()
  const t = useText()
  useBlocker({
    enableBeforeUnload: isDirty,
    shouldBlockFn: async ({ current, next }) => {
      if (!isDirty() || current.pathname === next.pathname) return false
      return !(await modal.confirm({
        title: t('form.leave_title'),
        content: t('form.leave_text'),
        okText: t('form.leave'),
        cancelText: t('form.stay'),
      }))
    },
  })
}
