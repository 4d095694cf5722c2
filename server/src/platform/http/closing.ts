import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * What `app.close()` does beyond Fastify's own part (no new connections, idle ones closed): a connection is closed as
 * soon as its last answer is out, and whoever is not done after `graceMs`, a body half sent among them, is cut off.
 * Without this one slow sender would keep the process from ending for ever.
 */
export function addClosing(app: FastifyInstance, graceMs: number): void {
  // Listening on "localhost" makes a second server for the other kind of address.
  const servers = new Set<Server>([app.server])
  let closing = false
  let timer: NodeJS.Timeout | undefined
  app.addHook('onRequest', async (request) => {
    const { server } = request.raw.socket as Socket & { server?: Server }
    if (server) servers.add(server)
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async () => {
    if (closing) setImmediate(() => each((server) => server.closeIdleConnections()))
  })
  app.addHook('preClose', async () => {
    closing = true
    timer = setTimeout(() => each((server) => server.closeAllConnections()), graceMs)
  })
  app.addHook('onClose', async () => clearTimeout(timer))

  const each = (act: (server: Server) => void): void => {
    for (const server of servers) act(server)
  }
}
