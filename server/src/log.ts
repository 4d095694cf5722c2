import { gzipSync } from 'node:zlib'
import { buildPage } from '@shanju/verifier/build.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { policyText, readCheckpoint, readTile } from '#modules/transparency/index.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { publicNames } from './public-names.ts'

const TEXT = 'text/plain; charset=utf-8'
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * The public log as c2sp.org/tlog-tiles has it: the first log below /log, the n-th below /log/n. Outside the API, because
 * paths, types and cache headers are the text's and not ours. Any process serves it; anybody may read it, from any page.
 */
export function mountLog(app: FastifyInstance, database: Database): void {
  for (const prefix of ['/log', '/log/:no(^[1-9][0-9]{0,5}$)']) {
    app.get(`${prefix}/checkpoint`, async (request, reply) => {
      const text = await read(request, (tx) => readCheckpoint(tx, logNo(request)))
      return answer(reply, text, TEXT, 'public, max-age=2')
    })
    app.get(`${prefix}/tile/*`, async (request, reply) => {
      const path = `tile/${(request.params as { '*': string })['*']}`
      const bytes = await read(request, (tx) => readTile(tx, logNo(request), path))
      if (bytes === undefined || !path.startsWith('tile/entries/')) {
        return answer(reply, bytes && Buffer.from(bytes), 'application/octet-stream', FOR_EVER)
      }
      const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
      reply.header('vary', 'accept-encoding')
      if (zipped) reply.header('content-encoding', 'gzip')
      return answer(reply, zipped ? gzipSync(bytes) : Buffer.from(bytes), 'application/octet-stream', FOR_EVER)
    })
  }
  app.get('/log/policy', async (request, reply) =>
    answer(reply, await read(request, (tx) => policyText(tx)), TEXT, 'public, max-age=60'),
  )

  const page = pageOf()
  app.get('/log/verify.html', async (request, reply) => {
    const [trusted, names] = await read(request, async (tx) => [await policyText(tx), await publicNames(tx)] as const)
    const { text, policy: allowed } = page(trusted, names)
    return reply.type('text/html; charset=utf-8').header('content-security-policy', allowed).send(text)
  })

  function read<T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T> {
    return database.transact(request.id, work)
  }
}

/** The offline page with this platform's policy and public names inside, made again only when one of them changes. */
function pageOf(): (trusted: string, names: Readonly<Record<string, string>>) => { text: string; policy: string } {
  let made: { of: string; text: string; policy: string } | undefined
  return (trusted, names) => {
    const of = trusted + JSON.stringify(names)
    if (made?.of !== of) {
      const text = buildPage(trusted, names)
      // The page itself says what may run in it: its own script and style, and no network.
      const allowed = /http-equiv="Content-Security-Policy" content="([^"]+)"/i.exec(text)?.[1] ?? "default-src 'none'"
      made = { of, text, policy: `${allowed}; frame-ancestors 'none'` }
    }
    return made
  }
}

const logNo = (request: FastifyRequest): number => Number((request.params as { no?: string }).no ?? 1)

function answer(reply: FastifyReply, body: string | Buffer | undefined, type: string, caching: string): FastifyReply {
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
  if (body === undefined) return reply.code(404).type(TEXT).header('cache-control', 'no-store').send('not found\n')
  return reply.type(type).header('cache-control', caching).send(body)
}
