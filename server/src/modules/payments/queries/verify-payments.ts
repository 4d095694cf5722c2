import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** The first row of payments or of the bank desk found wrong, and what is wrong with it. */
export interface PaymentFault {
  readonly table: 'requests' | 'steps' | 'match_bank_lines' | 'match_book_lines'
  readonly row: string
  readonly what: string
}

/**
 * Holds payments against their steps, steps against the orders and entries of the books, authorities against what they paid, and
 * both sides of every match against each other, in SQL that shares nothing with the triggers that wrote them.
 */
export async function verifyPayments(tx: Tx): Promise<{ payments: number; fault: PaymentFault | undefined }> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from payments.requests`.execute(tx.db)
  const fault =
    (await faultOf(tx, 'steps', 'its number leaves a gap', gaps)) ??
    (await faultOf(tx, 'requests', 'is not what its steps say', wrongStates)) ??
    (await faultOf(tx, 'requests', 'is not what its authority says', wrongAuthorities)) ??
    (await faultOf(tx, 'steps', 'is not what the order in the books says', wrongOrders)) ??
    (await faultOf(tx, 'steps', 'is not what its entry says', wrongEntries)) ??
    (await faultOf(tx, 'match_book_lines', 'its sum is not that of the bank', wrongSums)) ??
    (await faultOf(tx, 'match_bank_lines', 'stands, and the match was taken back, or the other way round', wrongEnds))
  return { payments: rows[0]?.n ?? 0, fault }
}

async function faultOf(
  tx: Tx,
  table: PaymentFault['table'],
  what: string,
  rows: ReturnType<typeof sql<{ row: string }>>,
): Promise<PaymentFault | undefined> {
  const [first] = (await rows.execute(tx.db)).rows
  return first && { table, row: first.row, what }
}

const gaps = sql<{ row: string }>`
  select request_id || '/' || max(no) as row from payments.steps group by request_id having max(no) <> count(*) limit 1`

/** A payment stands where its last step left it; money that came back ends it only when all of it did. */
const wrongStates = sql<{ row: string }>`
  select r.id::text as row
    from payments.requests r
    left join lateral (
      select count(*) as n, (array_agg(step order by no desc) filter (where step <> 'returned'))[1] as last,
             coalesce(sum(amount_fen) filter (where step = 'paid'), 0) as paid,
             coalesce(sum(amount_fen) filter (where step = 'returned'), 0) as back,
             (array_agg(person_id) filter (where step = 'checked'))[1] as checked,
             (array_agg(person_id) filter (where step = 'approved'))[1] as approved,
             (array_agg(person_id) filter (where step = 'sent'))[1] as sent,
             (array_agg(commitment_id) filter (where step = 'approved'))[1] as commitment,
             (array_agg(batch_id) filter (where step = 'sent'))[1] as batch,
             max(at) as changed, max(at) filter (where step = 'paid') as paid_at, max(at) filter (where step = 'reached') as reached_at
        from payments.steps s where s.request_id = r.id) s on true
   where (r.steps, r.paid_fen, r.returned_fen) <> (s.n, s.paid, s.back)
      or r.state <> case when s.back > 0 and s.back = s.paid then 'returned' when s.last is null then 'requested'
                         when s.last = 'proof_refused' then 'paid' else s.last end
      or (r.checked_by, r.approved_by, r.sent_by, r.commitment_id, r.batch_id, r.changed_at, r.paid_at, r.reached_at)
           is distinct from (s.checked, s.approved, s.sent, s.commitment, s.batch, s.changed, s.paid_at, s.reached_at)
   order by r.id limit 1`

/** Under an authority nothing is paid to another fund, limit or payee, and never more than it lets. */
const wrongAuthorities = sql<{ row: string }>`
  select r.id::text as row
    from payments.requests r
    join payments.authorities a on a.id = r.authority_id
    join payments.payees p on p.id = r.payee_id
   where (r.fund_id, r.restriction_id, r.host_id) is distinct from (a.fund_id, a.restriction_id, p.host_id)
      or (a.payee_kind <> 'open' and (a.payee_kind, a.payee_hash) is distinct from (p.kind, p.name_hash))
      or r.amount_fen > coalesce(a.each_cap_fen, a.cap_fen)
      or (select u.left_fen from payments.pub_authority_use u where u.authority_id = a.id) < 0
   order by r.id limit 1`

const wrongOrders = sql<{ row: string }>`
  select s.request_id || '/' || s.no as row
    from payments.steps s
    join payments.requests r on r.id = s.request_id
    left join ledger.pub_commitments c on c.id = s.commitment_id
   where s.step = 'approved'
     and (c.key, c.book_id, c.fund_id, c.restriction_id, c.amount_fen) is distinct from
         ('payment ' || r.id, r.host_id, r.fund_id, r.restriction_id, r.amount_fen)
      or s.step = 'paid'
     and not exists (select 1 from ledger.pub_commitments k
                      where k.id = r.commitment_id and k.how = 'posted' and k.entry_id = s.entry_id)
      or s.step = 'failed'
     and not exists (select 1 from ledger.pub_commitments k where k.id = r.commitment_id and k.how = 'released')
   order by s.request_id, s.no limit 1`

const wrongEntries = sql<{ row: string }>`
  select s.request_id || '/' || s.no as row
    from payments.steps s
    join payments.requests r on r.id = s.request_id
    left join ledger.pub_totals e on e.id = s.entry_id
   where s.entry_id is not null and (e.book_id, e.total_fen) is distinct from (r.host_id, s.amount_fen)
   order by s.request_id, s.no limit 1`

const wrongSums = sql<{ row: string }>`
  select m.id::text as row
    from payments.matches m
   where (select sum(l.amount_fen) from payments.match_bank_lines b join payments.bank_lines l on l.id = b.line_id
           where b.match_id = m.id)
         is distinct from
         (select sum(k.fen) from payments.match_book_lines b join ledger.pub_bank_lines k on k.entry_id = b.entry_id and k.no = b.no
           where b.match_id = m.id)
   order by m.id limit 1`

const wrongEnds = sql<{ row: string }>`
  select x.match_id || '/' || x.of as row
    from (select match_id, line_id::text as of, live from payments.match_bank_lines
          union all select match_id, entry_id || '/' || no, live from payments.match_book_lines) x
   where x.live <> not exists (select 1 from payments.unmatches u where u.match_id = x.match_id) order by 1 limit 1`
