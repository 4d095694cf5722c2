import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { registering } from './house.ts'

export interface Sent {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object | string | Uint8Array | ReadableStream
  readonly key?: string
}

/** Somebody with a browser's cookies, far away: calls routes of the contract over the network. */
export class Remote {
  readonly #url: string
  readonly #cookies = new Map<string, string>()

  constructor(url: string) {
    this.#url = url
  }

  /** The same session at a server that came back under another port. */
  at(url: string): Remote {
    const moved = new Remote(url)
    for (const [name, value] of this.#cookies) moved.#cookies.set(name, value)
    return moved
  }

  async send(route: AnyRoute, { params = {}, query, body, key }: Sent = {}): Promise<Response> {
    const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
    const search = query ? `?${new URLSearchParams(query)}` : ''
    const plain = typeof body === 'object' && !(body instanceof Uint8Array) && !(body instanceof ReadableStream)
    const answer = await fetch(`${this.#url}${path}${search}`, {
      method: route.method,
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': plain ? 'application/json' : 'text/csv' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined
        ? {}
        : { body: (plain ? JSON.stringify(body) : body) as NonNullable<RequestInit['body']> }),
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return answer
  }

  /** @throws Error with the server's answer when it is no success */
  async call<R extends AnyRoute>(route: R, sent: Sent = {}): Promise<Output<R>> {
    const answer = await this.send(route, sent)
    if (!answer.ok) throw new Error(`${route.name} answered ${answer.status} ${await answer.text()}`)
    return route.output.decode(await answer.json()) as Output<R>
  }
}

const PASSWORD = '暖城的第一位管理员在这里'

/** Takes the printed link, as the first administrator does, and signs in. */
export async function firstAdministrator(url: string, firstLink: string | undefined): Promise<Remote> {
  const token = new URL(firstLink ?? 'no link was printed').hash.slice(1)
  const remote = new Remote(url)
  await remote.call(identity.acceptFirstLink, {
    body: { token, userName: 'admin', shownName: '管理员', password: PASSWORD },
  })
  await remote.call(identity.signIn, { body: { userName: 'admin', password: PASSWORD } })
  return remote
}

/** Registers a host and opens a fund at each place; wire ids. */
export async function hostWithFunds(
  remote: Remote,
  n: number,
  places: readonly string[],
): Promise<{ hostId: string; fundIds: string[] }> {
  const send = async (route: AnyRoute, body: object): Promise<string> => {
    const answer = await remote.send(route, { body })
    const made = (await answer.json()) as { id?: string }
    if (!made.id) throw new Error(`${route.name} answered ${answer.status} ${JSON.stringify(made)}`)
    return made.id
  }
  const hostId = await send(organisations.registerOrganisation, registering(n))
  const fundIds: string[] = []
  for (const placeCode of places) fundIds.push(await send(funds.open, { ...opening(placeCode), hostId }))
  return { hostId, fundIds }
}

const opening = (placeCode: string) => ({
  name: '暖心基金(演示)',
  placeCode,
  purpose: '帮助社区里有困难的人',
  fields: ['hardship'],
  opensOn: '2025-06-01',
})
