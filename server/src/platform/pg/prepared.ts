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
 * After so many times its former uses a text is planned anew: its plan was made for tables as they were, and PostgreSQL
 * keeps it until it analyses them.
 */
const TIMES = 4

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

/** What a connection keeps of a text, and how often it asked it. */
interface Kept {
  readonly first: string
  name: string
  uses: number
  renewAt: number
}

class PreparedClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #texts: Texts
  readonly #kept = new Map<string, Kept>()

  constructor(client: pg.PoolClient, texts: Texts) {
    this.#client = client
    this.#texts = texts
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('cursors are opened by cursor.ts')
    const name = values.length > 0 ? this.#nameOf(asked) : undefined
    if (name === undefined) return this.#client.query(asked, [...values])
    return this.#client.query({ name, text: asked, values: [...values] })
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }

  /** @returns the name to ask under, undefined for none */
  #nameOf(text: string): string | undefined {
    const kept = this.#kept.get(text)
    if (!kept) {
      const name = this.#kept.size < PER_CONNECTION ? this.#texts.nameOf(text) : undefined
      if (name !== undefined) this.#kept.set(text, { first: name, name, uses: 1, renewAt: TIMES })
      return name
    }
    kept.uses += 1
    if (kept.uses === kept.renewAt) this.#renew(kept)
    return kept.name
  }

  #renew(kept: Kept): void {
    this.#client.query(`deallocate "${kept.name}"`).catch(() => {})
    kept.name = `${kept.first}${kept.uses}`
    kept.renewAt *= TIMES
  }
}
