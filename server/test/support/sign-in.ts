import { createHmac } from 'node:crypto'
import { routes } from '@shanju/contract/identity/routes.ts'
import type { FastifyInstance } from 'fastify'
import { createPerson, identifier, served } from '#modules/identity/index.ts'
import { buildServer, mount } from '#platform/http/index.ts'
import { Client } from './client.ts'
import { type FreshDatabase, freshDatabase } from './clone.ts'

export const PASSWORD = '草原上的三匹白马在喝水'
export const NEXT = 'green kettle walks home'

const TEST = { kind: 'system', name: 'test' } as const
const TOWN = { role: 'town', reach: { kind: 'division', code: '150602001' } } as const

/** A server with sign-in and people who use it, each from a browser and a place of their own. */
export class SignIns {
  readonly fresh: FreshDatabase
  readonly #app: FastifyInstance
  #addresses = 0

  private constructor(fresh: FreshDatabase, app: FastifyInstance) {
    this.fresh = fresh
    this.#app = app
  }

  static async open(): Promise<SignIns> {
    const fresh = await freshDatabase()
    const { database, clock, secrets } = fresh
    const identify = identifier(database, clock, secrets)
    const app = buildServer({ database, identify, logLevel: 'silent', trustProxy: '127.0.0.1' })
    mount(app, database, served)
    return new SignIns(fresh, app)
  }

  async close(): Promise<void> {
    await this.#app.close()
    await this.fresh.close()
  }

  browser(address = `10.0.${this.#addresses >> 8}.${this.#addresses++ & 255}`): Client {
    return new Client(this.#app, address)
  }

  invite(userName: string): Promise<{ personId: string; token: string }> {
    const input = { userName, shownName: userName, assignment: TOWN }
    return this.fresh.database.transact('test', (tx) => createPerson(tx, TEST, input))
  }

  /** Somebody with a password, made the way people are made. */
  async member(userName: string): Promise<string> {
    const { token, personId } = await this.invite(userName)
    ;(await this.browser().call(routes.acceptLink, { body: { token, password: PASSWORD } })).value()
    return personId
  }

  signIn(client: Client, userName: string, password = PASSWORD) {
    return client.call(routes.signIn, { body: { userName, password } })
  }

  async signedIn(userName: string): Promise<Client> {
    const client = this.browser()
    const { state } = (await this.signIn(client, userName)).value()
    if (state !== 'signed_in') throw new Error(`${userName} is asked for a second factor`)
    return client
  }

  /** Signs in and sets up an authenticator, confirmed. */
  async withTotp(userName: string): Promise<{ client: Client; secret: string; recoveryCodes: string[] }> {
    const client = await this.signedIn(userName)
    const enrolled = (await client.call(routes.enrolTotp, { body: { password: PASSWORD } })).value()
    ;(await client.call(routes.confirmTotp, { body: { code: codeFor(enrolled.secret) } })).value()
    return { client, ...enrolled }
  }

  async countTrail(action: string, personId: string): Promise<number> {
    const { rows } = await this.fresh.owner.query(
      'select count(*)::int as n from trail.records where action = $1 and subject_id = $2',
      [action, personId],
    )
    return rows[0].n
  }
}

/** The code an authenticator shows now (RFC 6238: SHA-1, six digits, thirty seconds), computed apart from the library. */
export function codeFor(secret: string): string {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
