import { type Problem, problem as problemShape } from '@shanju/contract/kit/problem.ts'
import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import { z } from 'zod'
import { type AnyInput, bodyOf, type CallInput, urlOf } from './kit/encode.ts'
import { currentLanguage } from './text/choice.ts'

/** An answer that is not a success, as the server words it. */
export class Refused extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.code)
    this.name = 'Refused'
    this.status = status
    this.problem = problem
  }
}

/** No answer at all, or one that is none of ours (a proxy's page). Whether anything happened is unknown. */
export class Unreachable extends Error {
  constructor() {
    super('no answer')
    this.name = 'Unreachable'
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Names this write, so that a repeat after a lost answer does nothing twice. */
  readonly key?: string
  /** For routes that take a file. */
  readonly file?: Blob
}

/**
 * Calls a route of the contract: input is encoded and the answer decoded by its own shapes.
 * @throws Refused, Unreachable, Unfit (before anything is sent)
 */
export async function call<R extends AnyRoute>(
  route: R,
  input: CallInput<R>,
  options: CallOptions = {},
): Promise<Output<R>> {
  const parts = input as AnyInput
  const body = options.file ?? bodyOf(route, parts)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLanguage() }
  if (options.file) headers['content-type'] = route.accepts ?? 'application/octet-stream'
  else if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.key && route.method !== 'GET') headers['idempotency-key'] = options.key
  const response = await send(urlOf(route, parts), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return z.decode(route.output as z.ZodType, answer) as Output<R>
  const refused = problemShape.safeParse(answer)
  if (!refused.success) throw new Unreachable()
  throw new Refused(response.status, refused.data)
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new Unreachable()
  }
}

/** Names a write. Not `crypto.randomUUID`: browsers offer that on secure addresses only, and an office may have none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const isSignedOut = (error: unknown): boolean =>
  error instanceof Refused && error.problem.code === 'platform.not_signed_in'
