import type { Checks } from '@shanju/contract/ledger/statement-shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { accountOf, checkBooks } from '../../logic/index.ts'
import { flowsUpTo, potsUpTo } from './balances.ts'
import { scopeOf } from './scope.ts'
import { headOf } from './statement.ts'

/** Cross-checks of a charity's books at the end of a month (K01 … K18). @throws Refusal ledger.statement_not_found */
export async function getChecks(tx: Tx, hostId: string, month: string): Promise<Checks> {
  const scope = await scopeOf(tx, { hostId })
  const [rows, flows, agency] = [
    await potsUpTo(tx, scope, month),
    await flowsUpTo(tx, scope, `${month.slice(0, 4)}-01`, month),
    await agencyByReceiver(tx, hostId, month),
  ]
  const checks = checkBooks({ rows, flows, month, isClosed: await isClosed(tx, hostId, month), accountOf, agency })
  const names = await namesOf(tx, hostId)
  return {
    ...headOf({ scope, report: { from: month, to: month, span: 'month' } }),
    checks: checks.map((check) => ({
      ...check,
      figures: [...check.figures],
      where: check.where.map((place) => place.replace(UUID, (id) => names.get(id) ?? id)),
    })),
  }
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** A month counts as closed once closing entries stand in it. */
async function isClosed(tx: Tx, hostId: string, month: string): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    select coalesce(sum(close_debit_fen), 0) > 0 as closed from ledger.balances
     where book_id = ${hostId} and month = ${month}`.execute(tx.db)
  return rows[0]?.closed ?? false
}

/** Agency money by receiver: receivers stand on lines alone, and only these few accounts are read. */
async function agencyByReceiver(tx: Tx, hostId: string, month: string) {
  const { rows } = await sql<{ receiver: string; assetsFen: bigint; liabilitiesFen: bigint }>`
    select l.counterparty_id::text as receiver,
           coalesce(sum(case l.side when 'debit' then l.amount_fen else -l.amount_fen end)
             filter (where l.account not like '2601%'), 0)::bigint as "assetsFen",
           coalesce(sum(case l.side when 'credit' then l.amount_fen else -l.amount_fen end)
             filter (where l.account like '2601%'), 0)::bigint as "liabilitiesFen"
      from ledger.lines l join ledger.entries e on e.id = l.entry_id
     where l.book_id = ${hostId} and e.month <= ${month} and l.counterparty_id is not null
       and l.account in (select code from ledger.accounts
                          where edition = '2024' and (code ~ '^(1801|2601)' or code in ('100190', '100290', '100990')))
     group by 1`.execute(tx.db)
  return rows
}

/** Names of funds and limits, for people who look where it fails. */
async function namesOf(tx: Tx, hostId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, name from ledger.funds where book_id = ${hostId}
    union all select id::text, title from ledger.restrictions where book_id = ${hostId}`.execute(tx.db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
