import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import { LINK_HOURS, type LinkPurpose } from '@shanju/contract/identity/vocab.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'

/** 256 random bits need no slow hash: nobody can try them out. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Where the console takes a one-time link. The secret stands behind "#": browsers keep that part to themselves. */
const linkPath = (token: string): string => `/console/welcome#${token}`

export interface NewLink {
  readonly purpose: LinkPurpose
  /** Nobody yet for the first administrator. */
  readonly personId: string | null
  readonly removeSecondFactor?: boolean
}

export interface MadeLink {
  readonly token: string
  readonly path: string
  readonly expiresAt: Date
}

/** Makes a one-time link; older open ones of the same person end with it. The token is answered once and not kept. */
export async function makeLink(tx: Tx, actor: Actor, link: NewLink): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(tx.now.getTime() + LINK_HOURS[link.purpose] * 3600 * 1000)
  if (link.personId) await revokeLinks(tx, link.personId)
  await sql`
    insert into identity.links (id, token_hash, purpose, person_id, remove_second_factor, made_by, made_at, expires_at)
    values (${uuidv7(tx.now)}, ${tokenHash(token)}, ${link.purpose}, ${link.personId},
      ${link.removeSecondFactor ?? false}, ${actor.kind === 'person' ? actor.personId : null}, ${tx.now},
      ${expiresAt})`.execute(tx.db)
  return { token, path: linkPath(token), expiresAt }
}

export async function revokeLinks(tx: Tx, personId: string): Promise<void> {
  await sql`update identity.links set revoked_at = ${tx.now}
    where person_id = ${personId} and used_at is null and revoked_at is null`.execute(tx.db)
}
