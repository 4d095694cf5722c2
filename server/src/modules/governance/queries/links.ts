import { MOST_TRIES } from '@shanju/contract/governance/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

export const tokenHash = (tx: Tx, token: string): Buffer => tx.secrets.keyedHash(token, 'governance.links.token_hash')

/** Four digits are few: bound to the seat and keyed, they can be tried only here, a few times. */
export const factHash = (tx: Tx, seatId: string, digits: string): Buffer =>
  tx.secrets.keyedHash(`${seatId} ${digits}`, 'governance.members.fact_hash')

/** Who holds a link, and to which meeting. */
export interface Holder {
  readonly linkId: string
  readonly meetingId: string
  readonly groupId: string
  readonly seatId: string
}

interface LinkRow extends Holder {
  readonly tries: number
  readonly factHash: Buffer | null
}

/** The newest link of its seat; an older one is as if it were not. @throws Refusal governance.link_not_found, link_locked */
export async function linkOf(tx: Tx, token: string): Promise<LinkRow> {
  const { rows } = await sql<LinkRow>`
    select l.id as "linkId", l.meeting_id as "meetingId", l.seat_id as "seatId", s.group_id as "groupId",
           m.fact_hash as "factHash", (select count(*)::int from governance.link_tries t where t.link_id = l.id) as tries
      from governance.links l
      join governance.seats s on s.id = l.seat_id
      left join governance.members m on m.seat_id = l.seat_id
     where l.token_hash = ${tokenHash(tx, token)}
       and not exists (select 1 from governance.links n where n.meeting_id = l.meeting_id and n.seat_id = l.seat_id
                        and (n.made_at, n.id) > (l.made_at, l.id))`.execute(tx.db)
  const [link] = rows
  if (!link) throw refuse('governance.link_not_found')
  if (link.tries >= MOST_TRIES) throw refuse('governance.link_locked')
  return link
}

/** A link speaks for one meeting only. @throws Refusal governance.motion_not_found */
export async function ensureOfMeeting(tx: Tx, { meetingId }: Holder, motionId: string): Promise<void> {
  const { rows } =
    await sql`select 1 from governance.motions where id = ${motionId} and meeting_id = ${meetingId}`.execute(tx.db)
  if (!rows[0]) throw refuse('governance.motion_not_found')
}
