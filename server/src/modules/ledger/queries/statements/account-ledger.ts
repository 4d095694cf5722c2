import type { Input } from '@shanju/contract/kit/route.ts'
import type { statementRoutes } from '@shanju/contract/ledger/statement-routes.ts'
import type { AccountLedger } from '@shanju/contract/ledger/statement-shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { accountOf, lastDayOf, monthList } from '../../logic/index.ts'
import { FORMS } from '../../logic/statements/form.ts'
import { scopeOf } from './scope.ts'
import { titleOf } from './statement.ts'

type Query = Omit<Input<typeof statementRoutes.getAccountLedger>['query'], 'size' | 'after'>
type Line = AccountLedger['lines'][number]

/** The most lines a file holds; a larger account is looked at month by month. */
const MOST_LINES = 20_000

/**
 * 明细账: lines of one account in the order of days, with the running balance, from where the page before ended. The key
 * of a page is day, number and line, and it carries the balance, so that page a thousand costs what page one does.
 * @throws Refusal ledger.statement_not_found
 */
export async function getAccountLedger(
  tx: Tx,
  query: Query & { readonly size: number; readonly after?: string | undefined },
): Promise<AccountLedger> {
  const [day, number, no, balance] = query.after?.split('_') ?? []
  const { unit } = await scopeOf(tx, query)
  const named = namedBy(query)
  if (!named) throw refuse('ledger.statement_not_found')
  const openingFen = balance === undefined ? await openingOf(tx, query) : BigInt(balance)
  const after =
    day && number && no
      ? sql`(e.posted_on, e.number, l.no) > (${day}::date, ${BigInt(number)}, ${Number(no)})`
      : sql`true`
  const from = day ?? `${query.from}-01`
  const found = await linesAfter(tx, query, from, after, query.size + 1)
  let balanceFen = openingFen
  const lines = found.slice(0, query.size).map((line) => {
    balanceFen += addsTo(query, line) ? line.amountFen : -line.amountFen
    return { ...line, balanceFen }
  })
  const last = lines.at(-1)
  return {
    host: { id: query.hostId, name: unit },
    ...named,
    openingFen,
    lines,
    months: query.cashLine === undefined ? await monthSums(tx, query) : [],
    next: last && found.length > query.size ? `${last.postedOn}_${last.number}_${last.no}_${last.balanceFen}` : null,
  }
}

/** A line of the cash-flow statement where one is asked for, whatever accounts its money went through; else the account. */
function namedBy({ account, cashLine }: Query): Pick<AccountLedger, 'account' | 'accountName'> | undefined {
  if (cashLine === undefined) return accountOf(account) && { account, accountName: titleOf(account) }
  const line = FORMS['03'].lines.find(({ id }) => id === cashLine)
  return line && { account: cashLine, accountName: { zh: line.nameZh, en: line.nameEn } }
}

/** On the host's own cash a debit is money that came in; any other labelled line moves an earlier flow, and there it is the credit. */
const OWN_CASH = /^(1001|1002|1009)(?!90$)/
const addsTo = ({ cashLine }: Query, { account, side }: Pick<Line, 'account' | 'side'>): boolean =>
  (side === 'debit') === (cashLine === undefined || OWN_CASH.test(account))

/** An account and its details: codes are digits, and ":" follows "9". */
const within = (column: string, account: string): RawBuilder<unknown> =>
  sql`${sql.ref(column)} >= ${account} and ${sql.ref(column)} < ${`${account}:`}`

/** Accounts of fewer lines are read whole and put in order; of more, entries are walked in their order. */
const FEW = 50_000

async function linesAfter(
  tx: Tx,
  query: Query,
  fromDay: string,
  after: RawBuilder<unknown>,
  limit: number,
): Promise<Omit<Line, 'balanceFen'>[]> {
  const wanted = [
    ...(query.cashLine ? [] : [within('l.account', query.account)]),
    ...(query.fundId ? [sql`l.fund_id = ${query.fundId}`] : []),
    ...(query.restriction ? [sql`l.restriction = ${query.restriction}`] : []),
    ...(query.cashLine ? [sql`l.cash_line = ${query.cashLine}`] : []),
  ]
  const lines = sql`select l.* from ledger.lines l where l.entry_id = e.id and ${sql.join(wanted, sql` and `)} ${
    (await isLong(tx, query)) ? sql`offset 0` : sql``
  }`
  const { rows } = await sql<Omit<Line, 'balanceFen'>>`
    select e.id as "entryId", e.number::int as number, l.no::int as no, e.posted_on as "postedOn", e.summary, l.account,
           f.name as fund, l.side, l.amount_fen as "amountFen"
      from ledger.entries e cross join lateral (${lines}) l
      left join ledger.funds f on f.id = l.fund_id and f.book_id is not null
     where e.book_id = ${query.hostId} and e.type <> 'opening'
       and e.posted_on >= ${fromDay}::date and e.posted_on <= ${lastDayOf(query.to)}::date and ${after}
     order by e.posted_on, e.number, l.no limit ${limit}`.execute(tx.db)
  return rows
}

async function isLong(tx: Tx, { hostId, account, cashLine }: Query): Promise<boolean> {
  if (cashLine !== undefined) return true
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from (select 1 from ledger.lines l
      where l.book_id = ${hostId} and ${within('l.account', account)} limit ${FEW + 1}) as counted`.execute(tx.db)
  return (rows[0]?.n ?? 0n) > FEW
}

const ofBalances = ({ hostId, account, fundId, restriction }: Query): RawBuilder<unknown> =>
  sql`b.book_id = ${hostId} and ${within('b.account', account)} ${fundId ? sql`and b.fund_id = ${fundId}` : sql``} ${
    restriction ? sql`and b.restriction = ${restriction}` : sql``
  }`

const debits = sql`b.debit_fen + b.close_debit_fen`
const credits = sql`b.credit_fen + b.close_credit_fen`

async function openingOf(tx: Tx, query: Query): Promise<bigint> {
  if (query.cashLine !== undefined) return 0n
  const { rows } = await sql<{ fen: bigint }>`
    select coalesce(sum(${debits} - (${credits})), 0)::bigint as fen from ledger.balances b
     where ${ofBalances(query)} and b.month < ${query.from}`.execute(tx.db)
  return rows[0]?.fen ?? 0n
}

async function monthSums(tx: Tx, query: Query): Promise<AccountLedger['months']> {
  const { rows } = await sql<{ month: string; debitFen: bigint; creditFen: bigint }>`
    select b.month, sum(${debits})::bigint as "debitFen", sum(${credits})::bigint as "creditFen" from ledger.balances b
     where ${ofBalances(query)} and b.month <= ${query.to} group by 1`.execute(tx.db)
  const sum = (some: typeof rows, side: 'debitFen' | 'creditFen') => some.reduce((all, row) => all + row[side], 0n)
  return monthList(query).map((month) => {
    const upTo = rows.filter((row) => row.month <= month)
    const inYear = upTo.filter((row) => row.month > `${month.slice(0, 4)}-00`)
    const own = rows.filter((row) => row.month === month)
    return {
      month,
      ...{ debitFen: sum(own, 'debitFen'), creditFen: sum(own, 'creditFen') },
      ...{ yearDebitFen: sum(inYear, 'debitFen'), yearCreditFen: sum(inYear, 'creditFen') },
      balanceFen: sum(upTo, 'debitFen') - sum(upTo, 'creditFen'),
    }
  })
}

/** All lines of the months asked for. @throws Refusal ledger.statement_not_found, too_many_lines */
export async function wholeAccountLedger(tx: Tx, query: Query, most = MOST_LINES): Promise<AccountLedger> {
  const ledger = await getAccountLedger(tx, { ...query, size: most })
  if (ledger.next !== null) throw refuse('ledger.too_many_lines', { most })
  return ledger
}
