import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** One line of JSON per event, read back by `test-file.ts`. */
export type Line =
  | { is: 'began' | 'completed'; name: string }
  | { is: 'passed'; name: string }
  | { is: 'suite'; name: string; seconds: number }
  | { is: 'failed'; name: string; where: string; detail: string }
  | { is: 'skipped'; name: string; where: string }

/** The reporter handed to `node --test-reporter`: passes on what the runner counts, in a form that survives a crash. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = []
  for await (const event of events) {
    const line = lineOf(event, path)
    if (line !== undefined) yield `${JSON.stringify(line)}\n`
  }
}

function lineOf(event: TestEvent, path: string[]): Line | undefined {
  if (event.type === 'test:dequeue') return { is: 'began', name: event.data.name }
  if (event.type === 'test:complete') return { is: 'completed', name: event.data.name }
  if (event.type === 'test:start') {
    // Starts and results arrive in the order of the file, so the names above a result are those last started.
    path.length = event.data.nesting
    path.push(event.data.name)
    return undefined
  }
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return undefined
  const { data } = event
  const name = [...path.slice(0, data.nesting), data.name].join(' › ')
  const where = `${data.file ?? ''}:${data.line ?? 0}`
  if (isMarked(data.skip) || isMarked(data.todo)) return { is: 'skipped', name, where }
  const suite = { is: 'suite', name, seconds: data.details.duration_ms / 1000 } as const
  if (event.type === 'test:pass') return data.details.type === 'suite' ? suite : { is: 'passed', name }
  const { error } = event.data.details
  // A suite or parent that fails only because of its children adds nothing to what they say.
  if ('failureType' in error && error.failureType === 'subtestsFailed') return suite
  return { is: 'failed', name, where, detail: told(error.cause ?? error) }
}

/** The error with its difference and our part of the stack; an error that dropped its stack speaks for itself. */
function told(error: unknown): string {
  if (error instanceof Error && error.stack === error.message) return error.message
  return inspect(error, { depth: 6, breakLength: 110 }).replaceAll(/^ +at .*node:internal.*\n/gm, '')
}

/** `skip` and `todo` are true, or a reason, which may be empty. */
function isMarked(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false
}
