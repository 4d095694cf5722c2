import type { FundStatement, PlaceStatement } from '@shanju/contract/funds/statement.ts'
import { monthOf } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import { getFundStatement, titleOf } from '#modules/ledger/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

interface Months {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What one fund had, took in, spent and has. @throws Refusal funds.not_found, months_turned */
export async function getStatement(tx: Tx, id: string, asked: Months): Promise<FundStatement> {
  const { rows } = await sql<Pick<FundStatement, 'fund' | 'host' | 'place'>>`
    select json_build_object('id', f.id, 'name', f.name) as fund, json_build_object('id', o.id, 'name', o.name) as host,
           json_build_object('code', d.code, 'name', d.name) as place
      from funds.funds f join organisations.pub_organisations o on o.id = f.host_id
      join divisions.pub_divisions d on d.code = f.place_code
     where f.id = ${id} and f.withdrawn_at is null`.execute(tx.db)
  const [head] = rows
  if (!head) throw refuse('funds.not_found')
  return { ...head, ...(await figuresOf(tx, [id], asked)) }
}

/** The same over all funds of a place and below. @throws Refusal funds.not_found, months_turned */
export async function getPlaceStatement(tx: Tx, code: string, asked: Months): Promise<PlaceStatement> {
  const { rows } = await sql<{ place: PlaceStatement['place']; ids: string[] }>`
    select json_build_object('code', d.code, 'name', d.name) as place,
           array(select f.id from funds.pub_funds f where d.code = any(f.path)) as ids
      from divisions.pub_divisions d where d.code = ${code}`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('funds.not_found')
  const figures = await figuresOf(tx, found.ids, asked)
  return { place: found.place, funds: found.ids.length, ...figures, parts: await partsOf(tx, code, figures) }
}

async function figuresOf(tx: Tx, ids: readonly string[], asked: Months) {
  const to = asked.to ?? monthOf(tx.today)
  const from = asked.from ?? `${to.slice(0, 4)}-01`
  if (from > to) throw refuse('funds.months_turned')
  const figures = await getFundStatement(tx, ids, from, to)
  const sums = ({ R, U }: { readonly R: bigint; readonly U: bigint }) => ({ restrictedFen: R, unrestrictedFen: U })
  const named = (row: { readonly account: string; readonly amount: { readonly R: bigint; readonly U: bigint } }) => ({
    ...{ account: row.account, accountName: titleOf(row.account), ...sums(row.amount) },
  })
  return {
    ...{
      from,
      to,
      opening: sums(figures.opening),
      closing: sums(figures.closing),
      priorYears: sums(figures.priorYears),
    },
    income: figures.incomeBySource.map(named),
    projects: figures.activityByProject.map(({ project, amount }) => ({ project, ...sums(amount) })),
    costs: figures.feesByAccount.map(named),
    moves: figures.moves.map(({ kind, amount }) => ({ kind, ...sums(amount) })),
  }
}

/** By the divisions right below; a fund of the place itself stands under the place. */
async function partsOf(tx: Tx, code: string, { from, to }: { readonly from: string; readonly to: string }) {
  const { rows } = await sql<PlaceStatement['parts'][number]>`
    select d.code, d.name, count(distinct f.id)::int as funds,
           coalesce(sum(m.left_fen) filter (where m.month < ${from}), 0)::bigint as "openingFen",
           coalesce(sum(m.in_fen) filter (where m.month >= ${from}), 0)::bigint as "inFen",
           coalesce(sum(m.out_fen) filter (where m.month >= ${from}), 0)::bigint as "outFen",
           coalesce(sum(m.left_fen), 0)::bigint as "closingFen"
      from funds.pub_funds f
      join divisions.pub_divisions d on d.code = coalesce(f.path[array_position(f.path, ${code}) + 1], ${code})
      left join ledger.pub_fund_months m on m.fund_id = f.id and m.month <= ${to}
     where ${code} = any(f.path) group by 1, 2 order by 1`.execute(tx.db)
  return rows
}
