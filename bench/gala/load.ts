import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from './stage.ts'

export interface Wave {
  readonly url: string
  readonly stage: Stage
  readonly gifts: number
  /** To how many of the funds. */
  readonly funds: number
  readonly connections: number
  /** Gifts a second, sent whether or not the earlier ones are answered; as fast as they are answered when left out. */
  readonly perSecond?: number
}

export interface Outcome {
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

const NAMES = ['乌云毕力格', '王小明', '其其格', '欧阳建国', 'Anna Smith', '娜仁花']
/** Longer than any wave may take. */
const PATIENCE_MS = 4 * 60 * 60 * 1000

/**
 * Records gifts over kept connections, half of them with a donor's name, each under a key of its own, spread evenly over
 * people. Every answer must be 200: a benchmark of refusals would be worthless.
 */
export async function send(wave: Wave): Promise<Outcome> {
  const { hostname, port } = new URL(wave.url)
  if (hostname !== '127.0.0.1') throw new Error('gifts are only thrown at this machine')
  const lines = await Promise.all(Array.from({ length: wave.connections }, () => Line.open(Number(port))))
  const took = new Float64Array(wave.gifts)
  let next = 0
  const begun = performance.now()
  const dueAt = (n: number) => (wave.perSecond ? begun + (n * 1000) / wave.perSecond : performance.now())
  const work = async (line: Line): Promise<void> => {
    for (let n = next++; n < wave.gifts; n = next++) {
      const due = dueAt(n)
      const early = due - performance.now()
      if (early > 0) await wait(early)
      await line.ask(giftRequest(wave, n))
      // From when it was to be sent: a server that keeps everybody waiting must not look fast.
      took[n] = performance.now() - due
    }
  }
  const stop = AbortSignal.timeout(PATIENCE_MS)
  stop.onabort = () => lines.forEach((line) => void line.close())
  try {
    await Promise.all(lines.map(work))
  } finally {
    lines.forEach((line) => void line.close())
  }
  const seconds = (performance.now() - begun) / 1000
  took.sort()
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { seconds, p50: at(0.5), p99: at(0.99) }
}

function giftRequest({ stage, funds }: Wave, n: number): string {
  const name = n % 2 === 0 ? `,"donorName":"${NAMES[(n >> 1) % NAMES.length]}"` : ''
  const body = `{"fundId":"${stage.funds[n % funds]}"${name},"amountFen":"${100 + (n % 99_900)}","givenOn":"${DAY}","channel":"wechat","orderNo":"${RUN}-${paid++}"}`
  return [
    'POST /api/v1/giving/gifts HTTP/1.1',
    'host: 127.0.0.1',
    `cookie: ${stage.cookies[n % stage.cookies.length]}`,
    `idempotency-key: ${randomUUID()}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** Payments have numbers of their own; two waves share none. */
const RUN = randomUUID()
let paid = 0
const DAY = new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10)

/** One kept connection with one request at a time; reads just enough HTTP to know where an answer ends. */
class Line {
  readonly #socket: Socket
  #held = ''
  #wanted = Number.POSITIVE_INFINITY
  #answered: { resolve: () => void; reject: (error: Error) => void } | undefined

  static open(port: number): Promise<Line> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Line(socket)))
    })
  }

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => this.#take(text))
    socket.on('close', () => this.#answered?.reject(new Error('the server hung up')))
    socket.on('error', () => {})
  }

  ask(request: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(text: string): void {
    this.#held += text
    if (this.#wanted === Number.POSITIVE_INFINITY) {
      const end = this.#held.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(this.#held)?.[1]
      this.#wanted = end + 4 + Number(length)
    }
    if (this.#held.length < this.#wanted) return
    const whole = this.#held
    this.#held = ''
    this.#wanted = Number.POSITIVE_INFINITY
    const asked = this.#answered
    this.#answered = undefined
    if (whole.startsWith('HTTP/1.1 200')) asked?.resolve()
    else asked?.reject(new Error(`a gift was answered ${whole.slice(0, 300)} … ${whole.slice(-300)}`))
  }
}
