import type { FundListed } from '@shanju/contract/funds/shapes.ts'
import { sql } from 'kysely'

/** A row of the select below. JSON carries names and codes only: money stays in columns, where it is exact. */
export interface FundRow extends Omit<FundListed, 'figures'> {
  inFen: bigint
  outFen: bigint
  leftFen: bigint
  updatedAt: Date
}

export const fundOf = ({ inFen, outFen, leftFen, ...row }: FundRow) => ({ ...row, figures: { inFen, outFen, leftFen } })

/** What everybody may know of a fund; figures come from the books alone. */
export const selectFunds = sql`
  select f.id, f.name, f.purpose, f.fields, f.state, f.opens_on as "opensOn", f.updated_at as "updatedAt",
         json_build_object('id', o.id, 'name', o.name, 'officePhone', o.office_phone) as host,
         json_build_object('code', d.code, 'name', d.name) as place,
         (select json_agg(json_build_object('code', p.code, 'name', p.name) order by length(p.code), p.code)
            from divisions.pub_divisions p where p.code = any(d.path)) as path,
         coalesce(s.in_fen, 0) as "inFen", coalesce(s.out_fen, 0) as "outFen", coalesce(s.left_fen, 0) as "leftFen"
    from funds.funds f
    join organisations.pub_organisations o on o.id = f.host_id
    join divisions.pub_divisions d on d.code = f.place_code
    left join lateral (
      select sum(m.in_fen)::bigint as in_fen, sum(m.out_fen)::bigint as out_fen, sum(m.left_fen)::bigint as left_fen
        from ledger.pub_fund_months m where m.fund_id = f.id) s on true`
