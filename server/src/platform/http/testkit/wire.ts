import { connect, type Socket } from 'node:net'

export interface Wire {
  readonly socket: Socket
  /** Everything received so far. */
  text(): string
  /** Resolves when the text holds the words, or rejects when the connection ends before. */
  holds(words: string): Promise<void>
  /** Resolves when the other side has closed the connection. */
  ended: Promise<void>
}

/** A bare connection, for saying to a server what no HTTP client would. */
export async function wireTo(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
  })
  // A connection that is cut off shows as an end.
  socket.on('error', () => {})
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return {
    socket,
    text: () => text,
    ended,
    holds: (words) =>
      new Promise((resolve, reject) => {
        const look = () => text.includes(words) && resolve()
        socket.on('data', look)
        socket.once('close', () => reject(new Error(`closed after: ${text}`)))
        look()
      }),
  }
}

/** The head of a JSON request whose body has `length` bytes. */
export const head = (method: string, path: string, length: number, headers: Readonly<Record<string, string>> = {}) =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n')
