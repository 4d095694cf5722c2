import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/giving/routes.ts'
import type { UnknownMoney } from '@shanju/contract/giving/shapes.ts'
import type { Channel } from '@shanju/contract/giving/vocab.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { recordAll } from '#platform/trail/index.ts'
import { openReturn, openUnknown } from './unknown-words.ts'

/** What became of it. A gift that was voided leaves the money waiting again. */
const ENDED = sql`lateral (
  select e.kind, e.gift_id, e.reason, e.at from giving.unknown_ends e
    left join giving.voids v on v.gift_id = e.gift_id where e.unknown_id = u.id and v.gift_id is null) ended on true`
const STATE = sql`case when u.released_at is not null then 'taken_back' when ended.kind = 'gift' then 'assigned'
  when ended.kind = 'returned' then 'returned' else 'waiting' end`

export interface UnknownRow extends Omit<UnknownMoney, 'donorName' | 'said' | 'reason'> {
  readonly words: Buffer
  readonly sealedReason: Buffer | null
  readonly divisions: string[]
}

type Filters = Omit<Input<typeof routes.listUnknown>['query'], 'page' | 'pageSize'>

/** Money of unknown origin in the caller's reach, what waits longest first. */
export function selectUnknown(actor: Actor, { state, importId }: Filters): RawBuilder<UnknownRow> {
  const found = [reaches(whereCan(actor, 'giving.import'), sql`o.path`, sql`array[u.host_id]`)]
  if (state) found.push(sql`${STATE} = ${state}`)
  if (importId) found.push(sql`u.import_id = ${importId}`)
  return sql<UnknownRow>`
    select u.id, json_build_object('id', o.id, 'name', o.name) as host, u.import_id as "importId", u.row, u.order_no as "orderNo",
           u.amount_fen as "amountFen", u.received_on as "receivedOn", u.channel, u.words, ${STATE} as state,
           case when ended.gift_id is not null
             then (select json_build_object('id', g.id, 'publicId', g.public_id) from giving.gifts g where g.id = ended.gift_id)
           end as gift,
           coalesce(u.released_at, ended.at) as "endedAt", ended.reason as "sealedReason", o.path as divisions
      from giving.unknown_money u join organisations.pub_organisations o on o.id = u.host_id left join ${ENDED}
     where ${sql.join(found, sql` and `)} order by u.received_on, u.id`
}

export const unsealed = (tx: Tx, { words, sealedReason, divisions: _, ...row }: UnknownRow): UnknownMoney => {
  const { donorName, donorKind, said } = openUnknown(tx.secrets, words)
  return {
    ...row,
    donorName: donorName === '' ? null : donorName,
    donorKind: donorKind ?? null,
    said,
    reason: sealedReason ? openReturn(tx.secrets, sealedReason) : null,
  }
}

/** With what the rows said of their payers; that somebody looked is one trail row for each host of the page. */
export async function listUnknown(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listUnknown>,
): Promise<Page<UnknownMoney>> {
  const listed = await page(tx, query, selectUnknown(actor, query))
  const byHost = Map.groupBy(listed.items, (row) => row.host.id)
  await recordAll(
    tx,
    actor,
    [...byHost].map(([hostId, rows]) => ({
      action: 'giving.see_unknown',
      subjectKind: 'organisation',
      subjectId: hostId,
      subject: { divisions: rows[0]?.divisions ?? [], organisationIds: [hostId] },
      details: { rows: rows.length },
    })),
  )
  return { ...listed, items: listed.items.map((row) => unsealed(tx, row)) }
}

/** @throws Refusal giving.unknown_not_found */
export async function subjectOfUnknown(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ host_id: string }>`select host_id from giving.unknown_money where id = ${id}`.execute(
    tx.db,
  )
  if (!rows[0]) throw refuse('giving.unknown_not_found')
  return subjectOfOrganisation(tx, rows[0].host_id)
}

interface HeldMoney {
  readonly hostId: string
  readonly amountFen: bigint
  readonly receivedOn: string
  readonly channel: Channel
  readonly words: Buffer
}

/**
 * Money that still waits, held until the end of the transaction: of two people who settle it one is refused.
 * @throws Refusal giving.unknown_not_found, unknown_settled
 */
export async function lockUnknown(tx: Tx, id: string): Promise<HeldMoney> {
  await sql`select 1 from giving.unknown_money where id = ${id} for update`.execute(tx.db)
  const { rows } = await sql<HeldMoney & { state: string }>`
    select u.host_id as "hostId", u.amount_fen as "amountFen", u.received_on as "receivedOn", u.channel, u.words, ${STATE} as state
      from giving.unknown_money u left join ${ENDED} where u.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.unknown_not_found')
  if (rows[0].state !== 'waiting') throw refuse('giving.unknown_settled')
  return rows[0]
}
