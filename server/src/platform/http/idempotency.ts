import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

export interface Key {
  readonly caller: string
  readonly route: string
  readonly key: string
  readonly raw: unknown
}

const CONTEXT = 'platform.idempotency_keys.response'

/**
 * Takes the key for this transaction. Two equal requests at once: the second waits here until the first is committed,
 * then finds its answer. The answer may hold names, so it is kept sealed.
 * @throws Refusal exists_with_different_body when the key stands for another request
 */
export async function claimKey(tx: Tx, key: Key): Promise<{ answer: unknown } | undefined> {
  if (key.key.length < 8 || key.key.length > 200) throw refuse('platform.invalid_key')
  const hash = bodyHash(tx, key.raw)
  const claimed = await sql`
    insert into platform.idempotency_keys (caller, route, key, body_hash, created_at)
    values (${key.caller}, ${key.route}, ${key.key}, ${hash}, ${tx.now})
    on conflict do nothing`.execute(tx.db)
  if (claimed.numAffectedRows === 1n) return undefined
  const row = await tx.db
    .selectFrom('platform.idempotency_keys')
    .select(['body_hash', 'response'])
    .where('caller', '=', key.caller)
    .where('route', '=', key.route)
    .where('key', '=', key.key)
    .executeTakeFirstOrThrow()
  if (!row.body_hash.equals(hash)) throw refuse('platform.exists_with_different_body')
  if (!row.response) throw new Error('a committed key without an answer')
  return { answer: JSON.parse(tx.secrets.open(row.response, CONTEXT)) }
}

export async function keepAnswer(tx: Tx, key: Key, answer: unknown): Promise<void> {
  await tx.db
    .updateTable('platform.idempotency_keys')
    .set({ status: 200, response: tx.secrets.seal(JSON.stringify(answer ?? null), CONTEXT) })
    .where('caller', '=', key.caller)
    .where('route', '=', key.route)
    .where('key', '=', key.key)
    .execute()
}

/**
 * Equal requests hash alike whatever the order of their keys. Keyed, because a body may be as easy to guess as a phone
 * number; hashed plainly first, because the keyed hash takes texts that only look alike for equal.
 */
const bodyHash = (tx: Tx, raw: unknown): Buffer =>
  tx.secrets.keyedHash(createHash('sha256').update(canonical(raw)).digest('hex'), 'platform.idempotency_keys.body_hash')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
