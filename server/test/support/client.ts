import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import type { FastifyInstance } from 'fastify'

interface Sent {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered<R extends AnyRoute = AnyRoute> {
  readonly status: number
  /** Refusal or problem code; empty on success. */
  readonly code: string
  /** As it went over the wire, unlike `value()`. */
  readonly body: Record<string, unknown>
  readonly setCookies: readonly string[]
  /** Decoded by the route's output; throws when the request was refused. */
  value(): Output<R>
}

/** A browser or program at an address of its own: calls routes of the contract through `app.inject`, keeps cookies. */
export class Client {
  readonly cookies = new Map<string, string>()
  readonly #app: FastifyInstance
  readonly #address: string

  constructor(app: FastifyInstance, address = '10.0.0.1') {
    this.#app = app
    this.#address = address
  }

  async call<R extends AnyRoute>(route: R, sent: Sent = {}): Promise<Answered<R>> {
    const response = await this.#app.inject({
      method: route.method,
      url: addressOf(route, sent),
      remoteAddress: this.#address,
      headers: { ...this.#cookieHeader(), ...sent.headers },
      ...(sent.body ? { payload: sent.body } : {}),
    })
    const setCookies = [response.headers['set-cookie'] ?? []].flat()
    for (const line of setCookies) this.#keep(line)
    const body = response.json<Record<string, unknown>>()
    const ok = response.statusCode < 300
    return {
      status: response.statusCode,
      code: ok ? '' : String(body.code),
      body,
      setCookies,
      value() {
        if (!ok) throw new Error(`${route.name} answered ${response.statusCode} ${response.body}`)
        return route.output.decode(body)
      },
    }
  }

  #cookieHeader(): Record<string, string> {
    if (this.cookies.size === 0) return {}
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals)
    const ended = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))
    if (ended) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(equals + 1))
  }
}

function addressOf(route: AnyRoute, { params = {}, query = {} }: Sent): string {
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search ? `${path}?${search}` : path
}
