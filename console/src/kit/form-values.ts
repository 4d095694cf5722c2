import { z } from 'zod'
import { type Explained, explain } from './explain.ts'

const accepts = (schema: z.core.$ZodType, value: undefined | null): boolean =>
  z.safeDecode(schema, value as never).success

export const isRequired = (schema: z.core.$ZodType): boolean => !accepts(schema, undefined) && !accepts(schema, null)

/** An empty field means: left out, where the shape allows that; null, where it asks for that; else missing. */
export function emptied(schema: z.core.$ZodType, value: unknown): unknown {
  const blank = value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  if (!blank) return value
  return !accepts(schema, undefined) && accepts(schema, null) ? null : undefined
}

/** What is wrong with one field as typed; undefined when nothing is. */
export function fault(schema: z.core.$ZodType, typed: unknown): Explained | undefined {
  const value = emptied(schema, typed)
  if (value === undefined) return isRequired(schema) ? { key: 'required' } : undefined
  const result = z.safeEncode(schema, value as never)
  const issue = result.success ? undefined : result.error.issues[0]
  return issue && explain(issue)
}

/**
 * What a form holds → what its route takes, with the defaults of the shape for what was left empty, in the rows of a list
 * too. Faults stay in: the call finds them all and names their fields.
 */
export function taken(shape: z.ZodObject, typed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(shape.shape)) {
    const value = emptied(schema, typed[name])
    if (value !== undefined) values[name] = inside(schema, value)
    else {
      const byDefault = z.safeDecode(schema, undefined as never)
      if (byDefault.success && byDefault.data !== undefined) values[name] = byDefault.data
    }
  }
  return values
}

function inside(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return inside(schema.unwrap(), value)
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject && Array.isArray(value)) {
    const row = schema.element
    return value.map((each) => taken(row, each ?? {}))
  }
  return value
}
