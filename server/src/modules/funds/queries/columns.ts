import type { FundListed, FundRecord } from '@shanju/contract/funds/shapes.ts'
import { sql } from 'kysely'

/** A row of the select below. JSON carries names and codes only: money stays in columns, where it is exact. */
export interface FundRow extends Omit<FundListed, 'figures'> {
  inFen: bigint
  outFen: bigint
  leftFen: bigint
  updatedAt: Date
}

export const fundOf = <Row extends FundRow>({ inFen, outFen, leftFen, ...row }: Row) => ({
  ...row,
  figures: { inFen, outFen, leftFen },
})

/** What the record of one fund has beside what lists show. */
export type FundRecordRow = FundRow & Omit<FundRecord, keyof FundRow | 'figures' | 'months'>

const columns = sql`f.id, f.name, f.purpose, f.fields, f.state, f.opens_on as "opensOn", f.source_kind as "sourceKind",
         f.updated_at as "updatedAt",
         json_build_object('id', o.id, 'name', o.name, 'officePhone', o.office_phone) as host,
         json_build_object('code', d.code, 'name', d.name) as place,
         (select json_agg(json_build_object('code', p.code, 'name', p.name) order by length(p.code), p.code)
            from divisions.pub_divisions p where p.code = any(d.path)) as path,
         coalesce(s.in_fen, 0) as "inFen", coalesce(s.out_fen, 0) as "outFen", coalesce(s.left_fen, 0) as "leftFen"`

const from = sql`
    from funds.funds f
    join organisations.pub_organisations o on o.id = f.host_id
    join divisions.pub_divisions d on d.code = f.place_code
    left join lateral (
      select sum(m.in_fen)::bigint as in_fen, sum(m.out_fen)::bigint as out_fen, sum(m.left_fen)::bigint as left_fen
        from ledger.pub_fund_months m where m.fund_id = f.id) s on true`

/** What everybody may know of a fund; figures come from the books alone. */
export const selectFunds = sql`select ${columns} ${from}`

/** The same with what one fund's own page tells: whom it serves, the agreement in force, the complaint line. */
export const selectFundRecords = sql`
  select ${columns}, f.opening_sum_fen as "openingSumFen", f.own_bank_account as "ownBankAccount",
         f.own_seal as "ownSeal", f.office_phone as "officePhone",
         coalesce((select json_agg(json_build_object('code', p.code, 'name', p.name) order by p.code)
            from funds.served v join divisions.pub_divisions p on p.code = v.place_code
           where v.fund_id = f.id and v.to_on is null), '[]') as serves,
         (select json_build_object('number', a.number, 'purpose', a.purpose, 'use', a.use, 'end', a."end",
                   'surplus', a.surplus, 'surplusRule', a.surplus_rule, 'yieldRule', a.yield_rule,
                   'feeRule', a.fee_rule, 'feeBp', a.fee_bp, 'signedOn', a.signed_on)
            from funds.agreements a where a.fund_id = f.id order by a.number desc limit 1) as agreement,
         (select json_build_object('telephone', c.telephone, 'publishedIn', c.published_in, 'publishedOn', c.published_on)
            from funds.complaint_lines c where c.fund_id = f.id order by c.number desc limit 1) as "complaintLine"
         ${from}`
