import { randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { StepsContext } from '#platform/http/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { factHash, type Holder, linkOf, tokenHash } from '../queries/links.ts'
import { groupOfMeeting } from '../queries/meetings.ts'
import { seatsOf } from '../queries/seats.ts'
import { personOf, tell } from '../tell.ts'

interface MadeLink {
  readonly seatId: string
  readonly name: string
  readonly token: string
  readonly hasFact: boolean
}

const TOKEN_BYTES = 16

/**
 * A link for each of these seats; told here and never again, because only its hash is kept. A newer one replaces it.
 * @throws Refusal governance.meeting_not_found, seat_not_found
 */
export async function makeLinks(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  seatIds: readonly string[],
): Promise<MadeLink[]> {
  const groupId = await groupOfMeeting(tx, meetingId)
  const seats = await seatsOf(tx, groupId, tx.today)
  const wanted = [...new Set(seatIds)].map((id) => seats.find((seat) => seat.id === id && seat.kind !== 'supervisor'))
  const made: MadeLink[] = []
  for (const seat of wanted) {
    if (!seat) throw refuse('governance.seat_not_found')
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    await sql`insert into governance.links (id, meeting_id, seat_id, token_hash, made_by, made_at)
      values (${uuidv7(tx.now)}, ${meetingId}, ${seat.id}, ${tokenHash(tx, token)}, ${personOf(actor)}, ${tx.now})`.execute(
      tx.db,
    )
    made.push({ seatId: seat.id, name: seat.fullName ?? '', token, hasFact: seat.hasFact })
  }
  await tell(tx, actor, 'make_links', { groupId, kind: 'meeting', id: meetingId }, { seats: made.length })
  return made
}

/**
 * Who shows this link and knows its second fact. A wrong fact is remembered although it is refused, which takes a
 * transaction of its own; after a few the link is locked.
 * @throws Refusal governance.link_not_found, link_locked, fact_wrong
 */
export async function identifyHolder(
  transact: StepsContext['transact'],
  { token, fact }: { readonly token: string; readonly fact: string },
): Promise<Holder> {
  const found = await transact(async (tx): Promise<Holder | undefined> => {
    // Tries at one link come one after the other, so that many at once are no more than few.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`governance.link ${tokenHash(tx, token).toString('hex')}`}, 0))`.execute(
      tx.db,
    )
    const { factHash: known, tries: _tries, ...holder } = await linkOf(tx, token)
    if (known?.equals(factHash(tx, holder.seatId, fact.normalize('NFKC').replace(/\D/g, '')))) return holder
    await sql`insert into governance.link_tries (id, link_id, tried_at)
      values (${uuidv7(tx.now)}, ${holder.linkId}, ${tx.now})`.execute(tx.db)
    return undefined
  })
  if (!found) throw refuse('governance.fact_wrong')
  return found
}
