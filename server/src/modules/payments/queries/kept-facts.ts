import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import type { KeptFacts, TrialSpan } from '#modules/regulations/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { LargeSumOf } from './request-rows.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly on: PlainDate
  readonly fundId: string
  readonly payee: string
  readonly amountFen: bigint
  readonly purpose: string
  readonly counts: boolean
}

/** As `recentOf` has them at a request: the newest of the same payee of this fund. */
const MOST_RECENT = 500

/**
 * Requests of these days as they were judged. What an authority had left and whether the payee was approved is not kept;
 * the line of large sums is that of the fund's rules today.
 */
export const keptPayments =
  (largeSumOf: LargeSumOf) =>
  async (tx: Tx, { from, to, limit }: TrialSpan): Promise<KeptFacts> => {
    const { rows: all } = await sql<Row>`
      select r.id, r.code as name, payments.day_of(r.requested_at) as "on", r.fund_id as "fundId",
             encode(p.name_hash, 'hex') as payee, r.amount_fen as "amountFen", r.purpose,
             r.state not in ('refused', 'withdrawn', 'failed', 'returned') as counts
        from payments.requests r join payments.payees p on p.id = r.payee_id
       where payments.day_of(r.requested_at) between ${from}::date - 400 and ${to}::date
       order by r.requested_at desc, r.id desc limit ${limit + 1}`.execute(tx.db)
    const found = all.filter(({ on }) => on >= from)
    const lines = new Map<string, bigint | null>()
    for (const { fundId } of found) if (!lines.has(fundId)) lines.set(fundId, await largeSumOf(tx, fundId))
    const before = earlierOf(all)
    return {
      found: found.length,
      items: found.slice(0, limit).map((row) => ({
        ...{ kind: 'payment', id: row.id, name: row.name, on: row.on, amountFen: row.amountFen },
        facts: {
          payment: {
            ...{ stage: 'asked', amountFen: row.amountFen, leftFen: row.amountFen, payeeApproved: true, on: row.on },
            ...{ largeSumFen: lines.get(row.fundId) ?? null, recent: before.get(row.id) ?? [] },
          },
          text: { texts: [{ field: 'purpose', text: row.purpose }] },
        },
      })),
    }
  }

/** For each request what the same payee had been asked for before it. */
function earlierOf(newestFirst: readonly Row[]) {
  const byPayee = new Map<string, { on: PlainDate; fen: bigint }[]>()
  const before = new Map<string, readonly { on: PlainDate; fen: bigint }[]>()
  for (const { id, fundId, payee, on, amountFen, counts } of newestFirst.toReversed()) {
    const key = `${fundId} ${payee}`
    const earlier = byPayee.get(key) ?? []
    before.set(id, earlier.slice(-MOST_RECENT))
    if (counts) byPayee.set(key, [...earlier.slice(-MOST_RECENT), { on, fen: amountFen }])
  }
  return before
}
