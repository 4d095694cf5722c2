import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** What a database was declared to be; whoever declares it first decides, and it is never undone. */
export interface Instance {
  readonly kind: 'real' | 'demonstration'
  /** When the demonstration stood whole; null before that, and for ever on a real platform. */
  readonly filledAt: Date | null
  readonly done: number
  readonly total: number | null
  readonly signIns: readonly DemonstrationSignIn[]
}

const SIGN_INS = 'platform.instance.sign_ins'

/** Undefined while nobody has decided. */
export async function findInstance(tx: Tx): Promise<Instance | undefined> {
  const { rows } = await sql<Omit<Instance, 'signIns'> & { signIns: Buffer | null }>`
    select kind, filled_at as "filledAt", done, total, sign_ins as "signIns" from platform.instance`.execute(tx.db)
  const [found] = rows
  if (!found) return undefined
  return { ...found, signIns: found.signIns ? JSON.parse(tx.secrets.open(found.signIns, SIGN_INS)) : [] }
}

export async function isDemonstration(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`select kind from platform.instance`.execute(tx.db)
  return rows[0]?.kind === 'demonstration'
}

/**
 * Declares what this database holds. Two who declare at once wait for each other, and the second has to agree.
 * @throws Refusal platform.instance_is_real, platform.instance_is_demonstration
 */
export async function claimInstance(tx: Tx, kind: Instance['kind']): Promise<void> {
  await sql`insert into platform.instance (kind, set_at) values (${kind}, ${tx.now}) on conflict do nothing`.execute(
    tx.db,
  )
  if ((await isDemonstration(tx)) === (kind === 'demonstration')) return
  throw refuse(kind === 'demonstration' ? 'platform.instance_is_real' : 'platform.instance_is_demonstration')
}

/** Two processes that would fill one demonstration queue here; the lock ends with the transaction. */
export async function lockFilling(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('platform: filling the demonstration'))`.execute(tx.db)
}

export async function keepProgress(tx: Tx, done: number, total: number): Promise<void> {
  await sql`update platform.instance set done = ${done}, total = ${total} where filled_at is null`.execute(tx.db)
}

/** Ends the filling. The passwords are those of made-up people; sealed all the same. */
export async function keepSignIns(tx: Tx, signIns: readonly DemonstrationSignIn[]): Promise<void> {
  const sealed = tx.secrets.seal(JSON.stringify(signIns), SIGN_INS)
  await sql`update platform.instance set filled_at = ${tx.now}, done = coalesce(total, 0), sign_ins = ${sealed}`.execute(
    tx.db,
  )
}
