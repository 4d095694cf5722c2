import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'

/** How much of a refused upload is still let in, and how long its sender has to notice. */
const MOST_BYTES = 8 * 1024 * 1024
const MOST_MS = 2000
const LOOK_MS = 100

/**
 * After an upload was answered before it had arrived: a connection that is closed at once often takes the answer with it,
 * and one that stays open takes in hundreds of megabytes for nothing. So the sender gets a moment, then it is cut off.
 */
export function endUnread(request: IncomingMessage): void {
  const { socket } = request
  // A request that came through no connection has nothing to cut off.
  if (request.complete || !(socket instanceof Socket)) return
  const from = socket.bytesRead
  const since = performance.now()
  request.resume()
  const looking = setInterval(() => {
    if (request.complete || socket.destroyed) return clearInterval(looking)
    if (socket.bytesRead - from < MOST_BYTES && performance.now() - since < MOST_MS) return
    clearInterval(looking)
    socket.destroy()
  }, LOOK_MS)
  looking.unref()
}
