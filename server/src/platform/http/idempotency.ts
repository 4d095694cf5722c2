import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { rowSet } from '#platform/pg/row-set.ts'

export interface Key {
  readonly caller: string
  readonly route: string
  readonly key: string
  /** What was asked, as `digestOf` says it. */
  readonly digest: string
}

const CONTEXT = 'platform.idempotency_keys.response'

/**
 * Takes the key for this transaction. Two equal requests at once: the second waits here until the first is committed,
 * then finds its answer. The answer may hold names, so it is kept sealed.
 * @throws Refusal exists_with_different_body when the key stands for another request
 */
export async function claimKey(tx: Tx, key: Key): Promise<{ answer: unknown } | undefined> {
  if (!isKey(key.key)) throw refuse('platform.invalid_key')
  const hash = bodyHash(tx, key)
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

/** Whether a caller may name a request so. */
export const isKey = (key: string): boolean => key.length >= 8 && key.length <= 200

/** An earlier answer under a key, or that the key stands for another request. */
export type Earlier = { readonly answer: unknown } | 'another body'

/**
 * What was answered before to each of many requests. Takes nothing: whoever acts on a key found free must hand its
 * answer to `keepAnswers` in the same transaction, which tells when another was faster.
 * @returns by position; absent where the key is free
 */
export async function findAnswers(tx: Tx, keys: readonly Key[]): Promise<Map<number, Earlier>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ caller: string; route: string; key: string; body_hash: Buffer; response: Buffer }>`
    select k.* from unnest(${keys.map(({ caller }) => caller)}::text[], ${keys.map(({ route }) => route)}::text[],
                           ${keys.map(({ key }) => key)}::text[]) as asked (caller, route, key)
     cross join lateral (
       select i.caller, i.route, i.key, i.body_hash, i.response from platform.idempotency_keys i
        where i.caller = asked.caller and i.route = asked.route and i.key = asked.key offset 0) k`.execute(tx.db)
  const kept = new Map(rows.map((row) => [nameOf(row), row]))
  return new Map(
    keys.flatMap((key, index): [number, Earlier][] => {
      const found = kept.get(nameOf(key))
      if (!found) return []
      if (!found.body_hash.equals(bodyHash(tx, key))) return [[index, 'another body']]
      return [[index, { answer: JSON.parse(tx.secrets.open(found.response, CONTEXT)) }]]
    }),
  )
}

const nameOf = ({ caller, route, key }: Pick<Key, 'caller' | 'route' | 'key'>): string => `${caller}\n${route}\n${key}`

/**
 * Keeps the answers of many requests, whose keys differ, in one statement. Sorted, so that two who bring the same keys
 * wait for each other instead of locking each other out.
 * @returns false when one of the keys was taken meanwhile: the transaction must not be committed
 */
export async function keepAnswers(
  tx: Tx,
  answered: readonly { readonly key: Key; readonly answer: unknown }[],
): Promise<boolean> {
  if (answered.length === 0) return true
  const rows = answered.map(({ key, answer }) => ({
    caller: key.caller,
    route: key.route,
    key: key.key,
    body_hash: bodyHash(tx, key),
    status: 200,
    response: tx.secrets.seal(JSON.stringify(answer ?? null), CONTEXT),
    created_at: tx.now,
  }))
  rows.sort((a, b) => (a.caller + a.key < b.caller + b.key ? -1 : 1))
  const { names, select } = rowSet(COLUMNS, rows)
  const kept = await sql`insert into platform.idempotency_keys ${names} ${select} on conflict do nothing`.execute(tx.db)
  return Number(kept.numAffectedRows) === rows.length
}

const COLUMNS = {
  ...({ key: 'text', caller: 'text', route: 'text', body_hash: 'bytea' } as const),
  ...({ status: 'smallint', response: 'bytea', created_at: 'timestamptz' } as const),
}

/** Equal requests have equal digests whatever the order of their keys. */
export const digestOf = (raw: unknown): string => createHash('sha256').update(canonical(raw)).digest('hex')

/**
 * Keyed, because a body may be as easy to guess as a phone number; of the digest and not of the body, because the keyed
 * hash takes texts that only look alike for equal.
 */
const bodyHash = (tx: Tx, key: Key): Buffer => tx.secrets.keyedHash(key.digest, 'platform.idempotency_keys.body_hash')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
