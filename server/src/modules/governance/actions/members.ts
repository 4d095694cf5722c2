import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { payeeHash } from '#modules/payments/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { factHash } from '../queries/links.ts'
import { MEMBER, type Member } from '../queries/seats.ts'
import { tell } from '../tell.ts'

interface Person extends Member {
  /** Agreed to stand on public pages by name. */
  readonly named: boolean
}

/** Writes who is on a seat: sealed, with hashes to compare. */
export async function keepMember(tx: Tx, seatId: string, { name, phone, named }: Person): Promise<void> {
  const sealed = tx.secrets.seal(JSON.stringify({ name, phone } satisfies Member), MEMBER)
  const digits = phone?.replace(/\D/g, '') ?? ''
  const fact = digits.length < 4 ? null : factHash(tx, seatId, digits.slice(-4))
  await sql`
    insert into governance.members (seat_id, sealed, name_hash, fact_hash, shown_name, updated_at)
    values (${seatId}, ${sealed}, ${payeeHash(tx, name)}, ${fact}, ${named ? name : null}, ${tx.now})
    on conflict (seat_id) do update set sealed = excluded.sealed, name_hash = excluded.name_hash,
      fact_hash = excluded.fact_hash, shown_name = excluded.shown_name, updated_at = excluded.updated_at`.execute(tx.db)
}

/** @throws Refusal governance.seat_not_found */
export async function changeMember(tx: Tx, actor: Actor, seatId: string, person: Person): Promise<string> {
  const groupId = await groupOfSeat(tx, seatId)
  await keepMember(tx, seatId, person)
  await tell(tx, actor, 'change_member', { groupId, kind: 'group', id: groupId }, { seat: seatId, named: person.named })
  return groupId
}

/** Erases the person; that the seat was held, and how it voted, stays. @throws Refusal governance.seat_not_found */
export async function forgetMember(tx: Tx, actor: Actor, seatId: string): Promise<string> {
  const groupId = await groupOfSeat(tx, seatId)
  await sql`delete from governance.members where seat_id = ${seatId}`.execute(tx.db)
  await tell(tx, actor, 'forget_member', { groupId, kind: 'group', id: groupId }, { seat: seatId })
  return groupId
}

async function groupOfSeat(tx: Tx, seatId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select group_id as id from governance.seats where id = ${seatId}`.execute(
    tx.db,
  )
  if (!rows[0]) throw refuse('governance.seat_not_found')
  return rows[0].id
}
