import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { withStyleNonce } from '#platform/http/index.ts'

const BUILT = fileURLToPath(new URL('../../console/dist/', import.meta.url))

/** The staff console: files built by npm, and one page for every address below /console/ that is no file. */
export function mountConsole(app: FastifyInstance): void {
  if (!existsSync(`${BUILT}index.html`)) {
    app.log.warn('the console is not built: run npm run prepare')
    return
  }
  const template = readFileSync(`${BUILT}index.html`, 'utf8')
  const page = (reply: FastifyReply): FastifyReply => {
    const nonce = withStyleNonce(reply)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(template.replaceAll('__STYLE_NONCE__', nonce))
  }
  app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: `${BUILT}assets`,
      prefix: '/console/assets/',
      immutable: true,
      maxAge: '365d',
    })
    scope.get('/console', (_request, reply) => reply.redirect('/console/'))
    scope.get('/console/seal.svg', (_request, reply) => reply.type('image/svg+xml').send(seal()))
    scope.get('/console/*', (_request, reply) => page(reply))
  })
}

const seal = (): string => readFileSync(`${BUILT}seal.svg`, 'utf8')
