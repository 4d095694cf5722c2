import type { Page, PageQuery } from '@shanju/contract/kit/page.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { findRecipe } from '../../logic/index.ts'

/** In both languages: the page that shows it is made for a reader this code does not know. */
interface What {
  readonly zh: string
  readonly en: string
}

interface Named {
  readonly id: string
  readonly name: string
}

/** One spending a gift paid for, or a part of it. What pays the host's own costs is one row without an entry. */
interface SpentRow {
  readonly entryId: string | null
  readonly postedOn: string | null
  readonly what: What | null
  readonly fund: Named | null
  readonly amountFen: bigint
}

interface GiftTrace {
  readonly backFen: bigint
  readonly leftFen: bigint
  readonly spentFen: bigint
  readonly spent: Page<SpentRow>
}

/** The sources a gift brought and what they became. */
const family = (giftId: string) => sql`
  with roots as (
    select t.book_id, t.seq from ledger.lines l join ledger.lots t on t.entry_id = l.entry_id and t.part = l.no::text
     where l.gift_id = ${giftId} and t.holding is null),
  family as (
    select book_id, seq from roots
    union all
    select t.book_id, t.seq from roots r join ledger.lots t
      on t.book_id = r.book_id and t.root_seq = r.seq and t.holding is not null)`

/** Where a gift went, oldest spending first; undefined while it only waits to be spent. */
export async function traceOfGift(tx: Tx, giftId: string, query: PageQuery): Promise<GiftTrace | undefined> {
  const { rows } = await sql<{ leftFen: bigint | null; backFen: bigint; spentFen: bigint }>`
    ${family(giftId)}
    select (select sum(t.left_fen)::bigint from family f join ledger.lots t using (book_id, seq)) as "leftFen",
           coalesce(sum(a.amount_fen) filter (where u.kind = 'void'), 0)::bigint as "backFen",
           coalesce(sum(a.amount_fen) filter (where u.kind = 'spend'), 0)::bigint as "spentFen"
      from family f
      left join ledger.allocations a on a.book_id = f.book_id and a.lot_seq = f.seq
      left join ledger.uses u on u.book_id = a.book_id and u.seq = a.use_seq`.execute(tx.db)
  const [sums] = rows
  if (!sums || sums.leftFen === null) return undefined
  const spent = await page(
    tx,
    query,
    sql<Omit<SpentRow, 'what'> & Titled>`
      ${family(giftId)}
      select e.id as "entryId", e.posted_on as "postedOn", e.recipe, ${ACCOUNT} as account,
             case when p.book_id is null then null else json_build_object('id', p.id, 'name', p.name) end as fund,
             sum(a.amount_fen)::bigint as "amountFen"
        from family f
        join ledger.allocations a on a.book_id = f.book_id and a.lot_seq = f.seq
        join ledger.uses u on u.book_id = a.book_id and u.seq = a.use_seq and u.kind = 'spend'
        join ledger.pools o on o.id = u.pool_id
        join ledger.funds p on p.id = o.fund_id
        left join ledger.entries e on e.id = u.entry_id and p.book_id is not null
        left join ledger.lines l on l.entry_id = e.id and l.no = split_part(u.part, '.', 1)::int
        left join ledger.accounts c on c.edition = l.edition and c.code = l.account
       group by e.id, e.posted_on, e.number, e.recipe, ${ACCOUNT}, p.id, p.book_id, p.name having sum(a.amount_fen) <> 0
       order by e.posted_on, e.number, account, p.id`,
  )
  const { leftFen, backFen, spentFen } = sums
  return { leftFen, backFen, spentFen, spent: { ...spent, items: spent.items.map((row) => titled(row)) } }
}

interface Spending {
  readonly entryId: string
  readonly number: number
  readonly postedOn: string
  readonly host: Named
  readonly funds: readonly Named[]
  readonly what: What
  readonly amountFen: bigint
  readonly backFen: bigint
  readonly uncoveredFen: bigint
  readonly giftCount: number
  readonly paidBy: Page<PayerRow>
}

export interface PayerRow {
  readonly giftId: string | null
  readonly cameOn: string
  readonly what: What | null
  readonly amountFen: bigint
}

const OF_A_FUND = sql`exists (select 1 from ledger.pools o join ledger.funds f on f.id = o.fund_id
  where o.id = u.pool_id and f.book_id is not null)`

/** Who paid for a spending of community funds, oldest source first; undefined where the entry spends none of them. */
export async function spendingOf(tx: Tx, entryId: string, query: PageQuery): Promise<Spending | undefined> {
  const { rows } = await sql<Omit<Spending, 'what' | 'giftCount' | 'paidBy'> & Titled>`
    select e.id as "entryId", e.number::int as number, e.posted_on as "postedOn", e.recipe,
           json_build_object('id', h.id, 'name', h.name) as host,
           (select json_agg(distinct jsonb_build_object('id', f.id, 'name', f.name)) from ledger.uses u
              join ledger.pools o on o.id = u.pool_id join ledger.funds f on f.id = o.fund_id
             where u.entry_id = e.id and u.kind = 'spend' and f.book_id is not null) as funds,
           (select ${ACCOUNT} from ledger.uses u join ledger.lines l on l.entry_id = u.entry_id
               and l.no = split_part(u.part, '.', 1)::int
              join ledger.accounts c on c.edition = l.edition and c.code = l.account
             where u.entry_id = e.id and u.kind = 'spend' order by u.seq limit 1) as account,
           s.amount as "amountFen", s.back as "backFen", s.uncovered as "uncoveredFen"
      from ledger.entries e join organisations.pub_organisations h on h.id = e.book_id
      cross join lateral (
        select sum(u.amount_fen)::bigint as amount, sum(u.uncovered_fen)::bigint as uncovered,
               coalesce(-sum((select sum(a.due_fen) from ledger.allocations a
                               where a.book_id = u.book_id and a.use_seq = u.seq)), 0)::bigint as back
          from ledger.uses u where u.entry_id = e.id and u.kind = 'spend' and ${OF_A_FUND}) s
     where e.id = ${entryId} and s.amount is not null`.execute(tx.db)
  const [found] = rows
  if (!found) return undefined
  const { recipe, account, ...spending } = found
  const payers = sql`
    select r.seq, l.gift_id, e.posted_on, e.recipe, ${ACCOUNT} as account, sum(a.amount_fen)::bigint as fen
      from ledger.uses u
      join ledger.allocations a on a.book_id = u.book_id and a.use_seq = u.seq and a.lot_seq is not null
      join ledger.lots t on t.book_id = a.book_id and t.seq = a.lot_seq
      join ledger.lots r on r.book_id = t.book_id and r.seq = t.root_seq
      join ledger.entries e on e.id = r.entry_id
      join ledger.lines l on l.entry_id = r.entry_id and l.no = split_part(r.part, '.', 1)::int
      join ledger.accounts c on c.edition = l.edition and c.code = l.account
     where u.entry_id = ${entryId} and u.kind = 'spend' and ${OF_A_FUND}
     group by 1, 2, 3, 4, 5 having sum(a.amount_fen) <> 0`
  const paidBy = await page(
    tx,
    query,
    sql<
      Omit<PayerRow, 'what'> & Titled
    >`select gift_id as "giftId", posted_on as "cameOn", recipe, account, fen as "amountFen"
      from (${payers}) as payers order by seq`,
  )
  const gifts = await sql<{ n: number }>`
    select count(distinct gift_id)::int as n from (${payers}) as payers`.execute(tx.db)
  return {
    ...spending,
    what: titled({ recipe, account }).what ?? { zh: '', en: '' },
    giftCount: gifts.rows[0]?.n ?? 0,
    paidBy: { ...paidBy, items: paidBy.items.map((row) => titled(row)) },
  }
}

/** What an entry is called is its row of the catalogue; one written by hand goes by its account. Never its free summary. */
interface Titled {
  readonly recipe: string | null
  readonly account: What | null
}

function titled<T extends Titled>(row: T): Omit<T, keyof Titled> & { what: What | null } {
  const { recipe, account, ...rest } = row
  const known = recipe === null ? undefined : findRecipe(recipe.split('.')[0] ?? '')
  return { ...rest, what: known?.title ?? account }
}

// `jsonb`, because rows are grouped by it; the outer join of a host's own costs has none.
const ACCOUNT = sql`case when c.code is not null then jsonb_build_object('zh', c.name_zh, 'en', c.name_en) end`
