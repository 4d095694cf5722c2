import type { Agreement, Channel, DonorKind } from '@shanju/contract/giving/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import type { KeptFacts, TrialSpan } from '#modules/regulations/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { giftFacts, textFacts } from '../logic/gift-facts.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly on: PlainDate
  readonly givenOn: PlainDate
  readonly amountFen: bigint
  readonly channel: Channel
  readonly purpose: string
  readonly agreement: Agreement
  readonly donorKind: DonorKind | null
  readonly named: boolean
  readonly receipt: 'issued' | 'waived' | null
}

/** Gifts of these days with the facts they were judged by as they were recorded; no name is opened. */
export async function keptGifts(tx: Tx, { from, to, limit }: TrialSpan): Promise<KeptFacts> {
  // Bounds of instants, not of days, so that an index over the moment serves.
  const within = sql`from giving.gifts g
     where g.recorded_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
       and g.recorded_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai' and not g.history
       and not exists (select 1 from giving.voids v where v.gift_id = g.id)`
  const counted = await sql<{ n: number }>`select count(*)::int as n ${within}`.execute(tx.db)
  const { rows } = await sql<Row>`
    with newest as (select g.* ${within} order by g.recorded_at desc, g.id desc limit ${limit})
    select g.id, g.public_id as name, (g.recorded_at at time zone 'Asia/Shanghai')::date as "on", g.given_on as "givenOn",
           g.amount_fen as "amountFen", g.channel, g.purpose, g.agreement, g.donor_kind as "donorKind",
           exists (select 1 from giving.donor_names n where n.gift_id = g.id) as named,
           (select r.kind from giving.receipts r where r.gift_id = g.id and r.at = g.recorded_at limit 1) as receipt
      from newest g order by g.recorded_at desc, g.id desc`.execute(tx.db)
  return {
    found: counted.rows[0]?.n ?? 0,
    items: rows.map(({ id, name, on, donorKind, named, receipt, ...gift }) => ({
      ...{ kind: 'gift', id, name, on, amountFen: gift.amountFen },
      facts: {
        gift: giftFacts({
          ...gift,
          donorName: named ? name : '',
          donorKind: donorKind ?? undefined,
          receipt: receipt ?? 'none',
        }),
        ...(gift.purpose === '' ? {} : { text: textFacts(gift) }),
      },
    })),
  }
}
