import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type BucketKind, type Counted, decideAttempt, POLICIES } from '../logic/lock-out.ts'

/** One count of wrong tries. `owner` is whose name it protects; both are keyed hashes, so no typed name is kept. */
export interface Bucket {
  readonly kind: BucketKind
  readonly key: Buffer
  readonly owner: Buffer
}

const CONTEXT = 'identity.lock_outs'

const ownerHash = (tx: Pick<Tx, 'secrets'>, canonicalName: string): Buffer =>
  tx.secrets.keyedHash(canonicalName, `${CONTEXT}.owner`)

export const bucketFor = (tx: Tx, kind: BucketKind, canonicalName: string, from: string): Bucket => ({
  kind,
  key: tx.secrets.keyedHash(JSON.stringify([kind, canonicalName, from]), `${CONTEXT}.bucket`),
  owner: ownerHash(tx, canonicalName),
})

/**
 * Counts one try in each bucket before anything is checked.
 * @throws Refusal locked_out, without counting, when one of them asks to wait
 */
export async function countAttempt(tx: Tx, buckets: readonly Bucket[]): Promise<void> {
  const inOrder = [...buckets].sort((a, b) => Buffer.compare(a.key, b.key))
  const counts: [Bucket, Counted][] = []
  for (const bucket of inOrder) {
    const decision = decideAttempt(await takeBucket(tx, bucket), tx.now, POLICIES[bucket.kind])
    if ('refusedForSeconds' in decision) throw refuse('identity.locked_out', { seconds: decision.refusedForSeconds })
    counts.push([bucket, decision.counted])
  }
  for (const [bucket, counted] of counts) await writeBucket(tx, bucket, counted)
}

/** Locks the bucket's row, or its absence, until the end of the transaction: tries at once are counted one by one. */
async function takeBucket(tx: Tx, bucket: Bucket): Promise<Counted | undefined> {
  await sql`select pg_advisory_xact_lock(${bucket.key.readBigInt64BE(0)}::bigint)`.execute(tx.db)
  const { rows } = await sql<{ failures: number; failed_at: Date; locked_until: Date | null }>`
    select failures, failed_at, locked_until from identity.lock_outs where bucket = ${bucket.key}`.execute(tx.db)
  const row = rows[0]
  return row && { failures: row.failures, failedAt: row.failed_at, lockedUntil: row.locked_until }
}

const writeBucket = (tx: Tx, bucket: Bucket, counted: Counted) =>
  sql`insert into identity.lock_outs (bucket, owner, failures, failed_at, locked_until)
    values (${bucket.key}, ${bucket.owner}, ${counted.failures}, ${counted.failedAt}, ${counted.lockedUntil})
    on conflict (bucket) do update set failures = excluded.failures, failed_at = excluded.failed_at,
      locked_until = excluded.locked_until`.execute(tx.db)

/** The try was right: what was counted is forgiven. */
export async function forgive(tx: Tx, buckets: readonly Bucket[]): Promise<void> {
  await sql`delete from identity.lock_outs where bucket = any(${buckets.map((b) => b.key)}::bytea[])`.execute(tx.db)
}

/** An administrator vouched for the person: every count against their name ends. */
export async function forgiveAll(tx: Tx, canonicalName: string): Promise<void> {
  await sql`delete from identity.lock_outs where owner = ${ownerHash(tx, canonicalName)}`.execute(tx.db)
}
