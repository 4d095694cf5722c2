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
  if (!response.ok) throw await refusalOf(response)
  const answer: unknown = await response.json().catch(() => undefined)
  return z.decode(route.output as z.ZodType, answer) as Output<R>
}

/** Fetches a route that answers with a file, in the reader's language, and hands it to the browser to keep. */
export async function download<R extends AnyRoute>(route: R, input: CallInput<R>): Promise<void> {
  const response = await send(urlOf(route, input as AnyInput), {
    headers: { 'accept-language': currentLanguage() },
    credentials: 'same-origin',
  })
  if (!response.ok) throw await refusalOf(response)
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = decodeURIComponent(named?.[1] ?? 'shanju')
  link.click()
  // The browser has begun to read it by then; kept longer, every export would stay in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function refusalOf(response: Response): Promise<Refused | Unreachable> {
  const refused = problemShape.safeParse(await response.json().catch(() => undefined))
  return refused.success ? new Refused(response.status, refused.data) : new Unreachable()
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
