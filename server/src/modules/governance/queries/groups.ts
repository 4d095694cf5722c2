import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/governance/exports.ts'
import type { routes } from '@shanju/contract/governance/routes.ts'
import type { Group, GroupListed, MemberPage, PublicGroup } from '@shanju/contract/governance/shapes.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { findComposition } from '../logic/composition.ts'
import { tell } from '../tell.ts'
import type { Holder } from './links.ts'
import { meetingsOf } from './meetings.ts'
import { motionRows, publicMotionOf, rollOf, stateOf } from './motion-rows.ts'
import { publicMotions, questionsOf } from './motions.ts'
import { rulesOf } from './rules.ts'
import { kindsSeated, publicSeatsOf, seatsOf } from './seats.ts'

type Row = Omit<GroupListed, 'findings'> & { readonly kinds: Parameters<typeof findComposition>[0] }

const selectGroups = (tx: Tx, on: PlainDate): RawBuilder<Row> => sql<Row>`
  select g.id, g.name, json_build_object('id', f.id, 'name', f.name) as fund,
         json_build_object('code', d.code, 'name', d.name) as place,
         json_build_object('placeCode', f.place_code, 'hostId', f.host_id) as whose, g.formed_on as "formedOn",
         (select count(*)::int from governance.seated(g.id, ${on}::date)) as seats,
         (select count(*)::int from governance.openings o join governance.motions m on m.id = o.motion_id
           where m.group_id = g.id and not exists (select 1 from governance.resolutions r where r.motion_id = m.id)
             and not exists (select 1 from governance.withdrawals w where w.motion_id = m.id)) as "openMotions",
         (select r.number from governance.rules r where r.id = governance.rules_at(g.id, ${tx.now})) as "rulesNumber",
         array(select s.kind from governance.seats s
                where s.id in (select governance.seated(g.id, ${on}::date))
                   or (s.group_id = g.id and s.kind = 'supervisor' and s.from_on <= ${on}::date and s.to_on >= ${on}::date
                       and not exists (select 1 from governance.seat_ends e where e.seat_id = s.id and e.ended_on <= ${on}::date))
              ) as kinds
    from governance.groups g
    join funds.pub_funds f on f.id = g.fund_id
    join divisions.pub_divisions d on d.code = f.place_code`

const shown = ({ kinds, ...row }: Row): GroupListed => ({ ...row, findings: findComposition(kinds) })

function mine(
  tx: Tx,
  actor: Actor,
  query: Omit<Input<typeof exports.listGroupsExport>['query'], 'format'>,
): RawBuilder<Row> {
  const found: RawBuilder<unknown>[] = [reaches(whereCan(actor, 'governance.read'), sql`f.path`, sql`array[f.host_id]`)]
  if (query.q) found.push(sql`position(lower(${query.q}) in lower(g.name)) > 0`)
  if (query.fundId) found.push(sql`g.fund_id = ${query.fundId}`)
  return sql<Row>`${selectGroups(tx, tx.today)} where ${sql.join(found, sql` and `)} order by f.place_code, g.name, g.id`
}

export async function listGroups(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listGroups>,
): Promise<Page<GroupListed>> {
  const found = await page(tx, query, mine(tx, actor, query))
  return { ...found, items: found.items.map(shown) }
}

/** The same, all of them. */
export const allGroups = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listGroupsExport>,
): Promise<Listed<GroupListed>> => listed(tx, mine(tx, actor, query), (rows) => rows.map(shown))

/** As it sat on a day. Members stand there by name, so it leaves a trail row. @throws Refusal governance.group_not_found */
export async function getGroup(tx: Tx, actor: Actor, id: string, on: PlainDate = tx.today): Promise<Group> {
  const { rows } = await sql<Row>`${selectGroups(tx, on)} where g.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('governance.group_not_found')
  await tell(tx, actor, 'read_members', { groupId: id, kind: 'group', id })
  const [members, rules, meetings] = [await seatsOf(tx, id, on), await rulesOf(tx, id), await meetingsOf(tx, id)]
  return { ...shown(row), on, members, rules, meetings }
}

/** What everybody may know of a fund's group. @throws Refusal governance.group_not_found */
export async function getPublicGroup(tx: Tx, fundId: string): Promise<PublicGroup> {
  const { rows } = await sql<Row>`${selectGroups(tx, tx.today)} where g.fund_id = ${fundId}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('governance.group_not_found')
  const seats = await publicSeatsOf(tx, row.id, tx.today)
  const adopted = (await rulesOf(tx, row.id)).filter(({ inForceFrom }) => inForceFrom !== null)
  const coming = (await meetingsOf(tx, row.id)).filter(({ heldAt }) => heldAt > tx.now).toReversed()
  return {
    ...{ id: row.id, name: row.name, fund: row.fund, formedOn: row.formedOn, on: tx.today, seats },
    findings: findComposition(kindsSeated(seats)),
    rules: adopted,
    coming: coming.map(({ motions: _motions, ...meeting }) => meeting),
    decisions: await publicMotions(tx, row.id),
  }
}

/** What a member reads behind the link: the meeting's motions, and how far their own vote is. */
export async function memberPage(tx: Tx, { meetingId, groupId, seatId }: Holder): Promise<MemberPage> {
  const { rows } = await sql<Omit<MemberPage, 'motions'>>`
    select g.name as "group", f.name as fund, m.held_at as "heldAt", m.place, m.agenda, s.kind
      from governance.meetings m join governance.groups g on g.id = m.group_id
      join funds.pub_funds f on f.id = g.fund_id join governance.seats s on s.id = ${seatId}
     where m.id = ${meetingId} and g.id = ${groupId}`.execute(tx.db)
  const [meeting] = rows
  if (!meeting) throw refuse('governance.link_not_found')
  const motions: MemberPage['motions'] = []
  for (const row of (await motionRows(tx, sql`m.meeting_id = ${meetingId}`)).toReversed()) {
    if (row.withdrawn) continue
    const roll = await rollOf(tx, row.id, meetingId)
    const mine = roll.find((each) => each.seatId === seatId)
    const voted = mine !== undefined && mine.manner !== null
    const recused = mine !== undefined && mine.recused !== null
    const running = stateOf(row) === 'open' && row.closesAt !== null && tx.now <= row.closesAt
    motions.push({
      ...publicMotionOf(row),
      ...{ voted, recused, mayVote: running && mine !== undefined && !mine.left && !voted && !recused },
      questions: (await questionsOf(tx, row.id)).map(({ words, answer }) => ({ words, answer })),
    })
  }
  return { ...meeting, motions }
}
