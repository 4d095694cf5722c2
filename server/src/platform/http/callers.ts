import { readerLanguage } from '@shanju/contract/kit/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '#platform/kit/refusal.ts'
import { Buckets, FORM, neighbourhood, PERSON, STRANGER } from './limits.ts'
import type { Caller } from './serve.ts'

const STRANGER_CALLER = { actor: { kind: 'stranger' } } as const
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Finds the person behind a request; identity hands this in. */
export type Identify = (request: FastifyRequest) => Promise<Omit<Caller, 'language'>>

/** Before any route: who asks, from where, and not too often. Probes of operators are never asked. */
export function addCallers(app: FastifyInstance, identify: Identify): void {
  const people = new Buckets(PERSON)
  const strangers = new Buckets(STRANGER)
  const holdForm = formLimit()
  app.decorateRequest('caller')
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    const language = readerLanguage(request.headers['accept-language'])
    request.caller = { ...STRANGER_CALLER, language }
    if (request.routeOptions.config.probe) return
    refuseForeignOrigin(request)
    request.caller = { ...(await identify(request)), language }
    const { actor } = request.caller
    const now = performance.now()
    const wait =
      actor.kind === 'person' ? people.take(actor.personId, now) : strangers.take(neighbourhood(request.ip), now)
    if (wait > 0) {
      reply.header('retry-after', wait)
      throw refuse('platform.too_many_requests', { seconds: wait })
    }
    if (actor.kind === 'stranger' && request.routeOptions.config.sparing) holdForm(request, reply)
  })
}

/**
 * Counts what comes by a form that needs no account, by address and by what its own address names, such as a gift.
 * The function it answers throws Refusal platform.too_many_requests.
 */
export function formLimit(): (request: FastifyRequest, reply: FastifyReply) => void {
  const forms = new Buckets(FORM)
  return (request, reply) => {
    const wait = forms.take(`${neighbourhood(request.ip)} ${request.url.replace(/\?.*/s, '')}`, performance.now())
    if (wait === 0) return
    reply.header('retry-after', wait)
    throw refuse('platform.too_many_requests', { seconds: wait })
  }
}

/**
 * A write that carries our cookie must come from our own page. Browsers always send Origin with cross-site writes;
 * programs without cookies do not need it.
 */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  if (SAFE.has(request.method) || origin === undefined) return
  const theirs = URL.parse(origin)?.host
  const ours = URL.parse(`${request.protocol}://${request.host}`)?.host
  // "null", the origin of a sandboxed page or of a redirect, is no address either.
  if (!theirs || theirs !== ours) throw refuse('platform.foreign_origin')
}
