import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/coverage/exports.ts'
import type { PlaceStanding, routes } from '@shanju/contract/coverage/routes.ts'
import { GAPS, type Gap, STILL_MONTHS } from '@shanju/contract/coverage/vocab.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

type Row = Omit<PlaceStanding, 'gaps'> & Record<Gap, number>
type Filters = Pick<Input<typeof routes.listPlaces>['query'], 'within' | 'gap'>

export async function listPlaces(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listPlaces>,
): Promise<Page<PlaceStanding>> {
  const found = await page(tx, query, select(tx, actor, query))
  return { ...found, items: found.items.map(standingOf) }
}

/** All of them. */
export const allPlaces = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listPlacesExport>,
): Promise<Listed<PlaceStanding>> => listed(tx, select(tx, actor, query), (rows) => rows.map(standingOf))

const standingOf = (row: Row): PlaceStanding => {
  const { code, name, nameEn, level, urbanCount, servedCount, openFundCount, preparingFundCount, frozenFundCount } = row
  const { inFen, outFen, leftFen, lastGiftOn } = row
  const gaps = Object.fromEntries(GAPS.map((gap) => [gap, row[gap]])) as Record<Gap, number>
  const counts = { urbanCount, servedCount, openFundCount, preparingFundCount, frozenFundCount }
  return { code, name, nameEn, level, ...counts, inFen, outFen, leftFen, lastGiftOn, gaps }
}

/**
 * One row per place directly below the one asked about, as far as the reader's reach goes. A fund belongs to every place
 * it lies in; a community is served by an open fund that names it, not by one that merely lies in the same town.
 */
function select(tx: Tx, actor: Actor, { within, gap }: Filters): RawBuilder<Row> {
  const year = tx.today.slice(0, 4)
  const lively = sql`to_char(${tx.today}::date - make_interval(months => ${STILL_MONTHS}), 'YYYY-MM')`
  return sql<Row>`
    with places as (
      select d.code, d.name, d.name_en, d.level from divisions.pub_divisions d
       where d.parent_code = coalesce(${within ?? null}, (select code from divisions.pub_divisions where parent_code is null))
         and not d.hidden and d.valid_to is null
         and ${reaches(whereCan(actor, 'coverage.read'), sql`d.path`, sql`'{}'::uuid[]`)}),
    communities as (
      select d.path, exists (select 1 from funds.pub_funds f where f.state = 'open' and d.code = any(f.serves)) as served
        from divisions.pub_divisions d
       where d.level = 'community' and d.urban and not d.hidden and d.valid_to is null),
    money as (
      select m.fund_id, max(m.month) filter (where m.in_fen <> 0 or m.out_fen <> 0) as latest,
             sum(m.in_fen) filter (where m.month >= ${`${year}-01`}) as in_fen,
             sum(m.out_fen) filter (where m.month >= ${`${year}-01`}) as out_fen, sum(m.left_fen) as left_fen
        from ledger.pub_fund_months m group by m.fund_id),
    standings as (
      select f.path, f.state, m.in_fen, m.out_fen, m.left_fen, g.latest as gift_on,
             f.state = 'open' and s.agreed_on is null as no_agreement,
             f.state = 'open' and coalesce(s.delegated_to_on < ${tx.today}::date, true) as no_delegation,
             f.state = 'open' and not s.complaint_line as no_complaint_line,
             f.state = 'open' and greatest(m.latest, to_char(f.opens_on, 'YYYY-MM')) < ${lively} as still
        from funds.pub_funds f join funds.pub_standing s on s.fund_id = f.id
        left join money m on m.fund_id = f.id
        -- The latest by the index of the fund's gifts: a hot fund has millions.
        left join lateral (select g.given_on as latest from giving.pub_gifts g
          where g.fund_id = f.id and g.state <> 'voided' order by g.given_on desc limit 1) g on true)
    select * from (
      select p.code, p.name, p.name_en as "nameEn", p.level,
             c.urban as "urbanCount", c.served as "servedCount", c.urban - c.served as community_without_fund,
             f.open as "openFundCount", f.preparing as "preparingFundCount", f.frozen as "frozenFundCount",
             f.in_fen as "inFen", f.out_fen as "outFen", f.left_fen as "leftFen", f.gift_on as "lastGiftOn",
             f.no_agreement, f.no_delegation, f.no_complaint_line, f.still,
             (select count(*)::int from regulations.pub_open_duties d
               where d.divisions @> array[p.code] and d.due_on < ${tx.today}::date) as duty_late,
             (select count(*)::int from supervision.pub_unanswered u
               where u.divisions @> array[p.code] and u.answer_by < ${tx.today}::date) as answer_late
        from places p
       cross join lateral (
         select count(*)::int as urban, count(*) filter (where c.served)::int as served
           from communities c where p.code = any(c.path)) c
       cross join lateral (
         select count(*) filter (where s.state = 'open')::int as open,
                count(*) filter (where s.state = 'preparing')::int as preparing,
                count(*) filter (where s.state = 'frozen')::int as frozen,
                coalesce(sum(s.in_fen), 0)::bigint as in_fen, coalesce(sum(s.out_fen), 0)::bigint as out_fen,
                coalesce(sum(s.left_fen), 0)::bigint as left_fen, max(s.gift_on) as gift_on,
                count(*) filter (where s.no_agreement)::int as no_agreement,
                count(*) filter (where s.no_delegation)::int as no_delegation,
                count(*) filter (where s.no_complaint_line)::int as no_complaint_line,
                count(*) filter (where s.still)::int as still
           from standings s where p.code = any(s.path)) f) as listed
     where ${gap ? sql`${sql.ref(gap)} > 0` : sql`true`}
     order by code`
}
