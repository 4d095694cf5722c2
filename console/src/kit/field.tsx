import { fill } from '@shanju/contract/kit/language.ts'
import { Form } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import type { z } from 'zod'
import { useSpeech } from '../text/language.tsx'
import type { Explained } from './explain.ts'
import { fault, isRequired } from './form-values.ts'

interface FieldProps<S extends z.ZodObject> {
  /** The shape of the whole form. */
  readonly of: S
  readonly name: keyof S['shape'] & string
  /** Where in the form the shape stands, when it is part of a larger one: `['parts', 0, 'part']`. */
  readonly under?: readonly (string | number)[]
  readonly label: string
  readonly help?: ReactNode
  /** Needed here although the shape alone does not say so. */
  readonly required?: boolean
  readonly children: ReactElement
}

/** A field bound to a shape of the contract: whether it is required and what may stand in it is the shape's to say. */
export function Field<S extends z.ZodObject>({ of, name, under = [], label, help, required, children }: FieldProps<S>) {
  const tell = useTell()
  const schema = of.shape[name] as z.ZodType
  return (
    <Form.Item
      name={[...under, name]}
      label={label}
      required={required ?? isRequired(schema)}
      extra={help}
      validateTrigger="onBlur"
      rules={[
        {
          validator: async (_rule, typed: unknown) => {
            const found = fault(schema, typed)
            if (found) throw new Error(tell(found))
          },
        },
      ]}
    >
      {children}
    </Form.Item>
  )
}

/** A fault of a field in the reader's words. */
export function useTell(): (found: Explained) => string {
  const { w } = useSpeech()
  return (found) => fill(w('platform', `field.${found.key}`), found.values ?? {})
}
