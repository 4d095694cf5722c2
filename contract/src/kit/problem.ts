import { z } from 'zod'

/**
 * The body of every answer that is not a success. `code` is stable and for programs, `message` is a sentence in the
 * reader's language. `fields` names what was wrong with the input, `id` finds a defect in the log.
 */
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  id: z.string().optional(),
})
export type Problem = z.infer<typeof problem>

/** A module's refusals in the order in which they are checked: code → HTTP status and, where law speaks, its article. */
export type Refusals = Readonly<
  Record<string, { readonly status: 403 | 404 | 409 | 413 | 422 | 423 | 429; readonly law?: string }>
>
