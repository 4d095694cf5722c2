import type { PublicSeat, Seat } from '@shanju/contract/governance/shapes.ts'
import type { SeatKind } from '@shanju/contract/governance/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** Binds a sealed member to its column. */
export const MEMBER = 'governance.members.sealed'

export interface Member {
  readonly name: string
  readonly phone: string | null
}

interface SeatRow extends Omit<Seat, 'name' | 'fullName' | 'acting'> {
  readonly shownName: string | null
  readonly sealed: Buffer | null
  readonly actsFor: string | null
}

/**
 * Every seat a group ever had, those of the day first. Supervisors are seated while their term runs; of the others the
 * function of the database says who counts.
 */
async function rowsOf(tx: Tx, groupId: string, on: PlainDate): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select s.id, s.kind, s.post, s.chosen_by as "chosenBy", s.from_on as "fromOn", s.to_on as "toOn", s.acts_for as "actsFor",
           e.ended_on as "endedOn", e.reason as "endReason", m.shown_name as "shownName", m.sealed,
           m.fact_hash is not null as "hasFact",
           case when s.kind = 'supervisor'
             then s.from_on <= ${on}::date and s.to_on >= ${on}::date and (e.ended_on is null or e.ended_on > ${on}::date)
             else s.id in (select governance.seated(${groupId}, ${on}::date)) end as seated
      from governance.seats s
      left join governance.seat_ends e on e.seat_id = s.id
      left join governance.members m on m.seat_id = s.id
     where s.group_id = ${groupId}
     order by seated desc, array_position(array['town_lead','community_lead','host_designate','donor','resident','other',
       'supervisor'], s.kind), s.from_on, s.id`.execute(tx.db)
  return rows
}

/** By name, for staff; whoever calls leaves the trail row. */
export async function seatsOf(tx: Tx, groupId: string, on: PlainDate): Promise<Seat[]> {
  const rows = await rowsOf(tx, groupId, on)
  return rows.map(({ sealed, shownName, actsFor, ...row }) => ({
    ...row,
    name: shownName,
    acting: actsFor !== null,
    fullName: sealed && openMember(tx, sealed).name,
  }))
}

/** As far as the public may know: without what only staff see. */
export async function publicSeatsOf(tx: Tx, groupId: string, on: PlainDate): Promise<PublicSeat[]> {
  const rows = await rowsOf(tx, groupId, on)
  return rows.map(({ sealed: _sealed, hasFact: _fact, endReason: _reason, shownName, actsFor, ...row }) => ({
    ...row,
    name: shownName,
    acting: actsFor !== null,
  }))
}

// Sealed by members.ts alone, so it has this shape.
const openMember = (tx: Tx, sealed: Buffer): Member => JSON.parse(tx.secrets.open(sealed, MEMBER)) as Member

/** The kinds of all who sit on a day, supervisors among them. */
export const kindsSeated = (seats: readonly PublicSeat[]): SeatKind[] =>
  seats.filter(({ seated }) => seated).map(({ kind }) => kind)
