import { createHash } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** How often a text comes before it gets a name: one written for so many rows may never come again. */
const WORTH_AFTER = 3
/** Longer ones are such texts, and would be kept whole on both sides. */
const LONGEST = 20_000
/** Each holds a plan in its connection's memory, about a tenth of a megabyte. */
const PER_CONNECTION = 250
const REMEMBERED = 5000

/**
 * A pool whose connections keep what PostgreSQL made of a statement: reading one of our statements and finding a plan for
 * it costs more than answering it, and the same few hundred come again and again. Which plan serves for all values
 * and which is to be found anew each time PostgreSQL decides itself.
 */
export function prepared(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PreparedClient>()
  const texts = new Texts()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? new PreparedClient(client, texts)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

/** Texts seen, and the names of those that came often enough. */
export class Texts {
  readonly #seen = new Map<string, number>()
  readonly #names = new Map<string, string>()

  /** @returns the name of a text, from its third coming on */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined || text.length > LONGEST) return name
    const times = (this.#seen.get(text) ?? 0) + 1
    if (times < WORTH_AFTER) {
      if (this.#seen.size >= REMEMBERED) this.#seen.clear()
      this.#seen.set(text, times)
      return undefined
    }
    this.#seen.delete(text)
    if (this.#names.size >= REMEMBERED) this.#names.clear()
    const given = createHash('sha256').update(text).digest('base64url')
    this.#names.set(text, given)
    return given
  }
}

class PreparedClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #texts: Texts
  readonly #names = new Set<string>()

  constructor(client: pg.PoolClient, texts: Texts) {
    this.#client = client
    this.#texts = texts
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('cursors are opened by cursor.ts')
    const name = values.length > 0 ? this.#allow(this.#texts.nameOf(asked)) : undefined
    if (name === undefined) return this.#client.query(asked, [...values])
    return this.#client.query({ name, text: asked, values: [...values] })
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }

  #allow(name: string | undefined): string | undefined {
    if (name === undefined || this.#names.has(name)) return name
    if (this.#names.size >= PER_CONNECTION) return undefined
    this.#names.add(name)
    return name
  }
}
