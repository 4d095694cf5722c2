import { fill } from '@shanju/contract/kit/language.ts'
import { Form } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import type { z } from 'zod'
import { useSpeech } from '../text/language.tsx'
import type { Explained } from './explain.ts'
import { fault, isRequired } from './form-values.ts'

interface FieldProps<Name extends string> {
  readonly name: Name
  readonly label: string
  readonly help?: ReactNode
  readonly children: ReactElement
}

/**
 * Fields of a form bound to a shape of the contract: which are required and what may stand in them is the shape's to
 * say. Made once per form, outside of components: `const Field = fieldOf(openFund)`.
 */
export const fieldOf = <S extends z.ZodObject>(shape: S) =>
  function Field({ name, label, help, children }: FieldProps<keyof S['shape'] & string>) {
    const tell = useTell()
    const schema = shape.shape[name] as z.ZodType
    return (
      <Form.Item
        name={[name]}
        label={label}
        required={isRequired(schema)}
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
