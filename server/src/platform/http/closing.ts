import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/**
 * Requests may be on their way when the end begins, and Node takes a connection whose bytes it has not read for idle. So
 * the end waits until nobody came for so long, and no longer than the second figure.
 */
const QUIET_MS = 50
const MOST_WAIT_MS = 2_000

/**
 * What `app.close()` does beyond Fastify's own part (no new connections, idle ones closed): what was sent before is
 * read first, a connection is closed as soon as its last answer is out, and whoever is not done after `graceMs`, a body
 * half sent among them, is cut off. Without this one slow sender would keep the process from ending for ever.
 */
export function addClosing(app: FastifyInstance, graceMs: number): void {
  // Listening on "localhost" makes a second server for the other kind of address.
  const servers = new Set<Server>([app.server])
  let closing = false
  let timer: NodeJS.Timeout | undefined
  app.addHook('onRequest', (request, _reply, done) => {
    const { server } = request.raw.socket as Socket & { server?: Server }
    if (server) servers.add(server)
    came++
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close')
    done()
  })
  app.addHook('onResponse', (_request, _reply, done) => {
    if (closing) setImmediate(() => each((server) => server.closeIdleConnections()))
    done()
  })
  app.addHook('preClose', async () => {
    closing = true
    timer = setTimeout(() => each((server) => server.closeAllConnections()), graceMs)
    await untilQuiet()
  })
  app.addHook('onClose', async () => clearTimeout(timer))

  let came = 0
  app.server.on('connection', () => void came++)

  async function untilQuiet(): Promise<void> {
    const deadline = performance.now() + MOST_WAIT_MS
    for (let before = -1; before !== came && performance.now() < deadline; ) {
      before = came
      await wait(QUIET_MS)
      // A timer may be late and first: connections are taken in the turns after it.
      for (let n = 0; n < 3; n++) await turn()
    }
  }

  const each = (act: (server: Server) => void): void => {
    for (const server of servers) act(server)
  }
}
