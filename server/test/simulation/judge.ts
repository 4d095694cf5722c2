import type pg from 'pg'
import { verifyBooks } from '#modules/ledger/index.ts'
import { firstUnlogged, verifyLog } from '#modules/transparency/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { allLogged, draftsOf } from '#src/logged.ts'
import { type AuditedBalance, type AuditedEntry, type AuditedLine, audit } from './auditor.ts'
import type { Model } from './model.ts'
import type { World } from './world.ts'

/** Everything wrong with the books, in sentences: what the auditor, the model and verification each find. */
export async function judge(world: World, model: Model): Promise<string[]> {
  const { owner } = world.fresh
  const { entries, keys } = await readEntries(owner)
  const balances = await readBalances(owner)
  const verified = await Promise.all(
    world.hosts.map(({ id }) => world.fresh.database.transact('simulation', (tx) => verifyBooks(tx, id))),
  )
  return [
    ...verified.flatMap(({ fault }) => (fault ? [`verify: ledger.${fault.table} ${fault.row} ${fault.what}`] : [])),
    ...compareEntries(keys, model),
    ...(await compareGifts(owner, model)),
    ...audit(entries, { balances }).map((finding) => `audit: ${finding}`),
    ...(await world.fresh.database.transact('simulation', faultsOfLog)),
  ]
}

/** The log against the rows it speaks of, and rows it does not speak of. */
async function faultsOfLog(tx: Tx): Promise<string[]> {
  const { fault } = await verifyLog(tx, draftsOf)
  const unlogged = await firstUnlogged(tx, allLogged)
  return [
    ...(fault ? [`verify: transparency.${fault.table} ${fault.row} ${fault.what}`] : []),
    ...(unlogged ? [`verify: ${unlogged} stands in no public log`] : []),
  ]
}

/** Money comes as text, so that the auditor's numbers are made by nobody's code but the language's own. */
async function readEntries(owner: pg.Client): Promise<{ entries: AuditedEntry[]; keys: Map<string, bigint> }> {
  const { rows: heads } = await owner.query(`
    select id, number, book_id as book, edition, type, to_char(posted_on, 'YYYY-MM-DD') as "postedOn", reverses,
           total_fen as total, key from ledger.entries`)
  const { rows: stored } = await owner.query(`
    select entry_id as entry, account, side, amount_fen as fen, restriction, restriction_id as "restrictionId",
           fund_id as fund, project_id as project, counterparty_id as counterparty, kind, reach, cash_line as "cashLine"
      from ledger.lines order by entry_id, no`)
  const lines = Map.groupBy(stored, (line) => String(line.entry))
  const entries = heads.map(
    ({ number, total, key: _key, ...head }): AuditedEntry => ({
      ...head,
      seq: BigInt(number),
      totalFen: BigInt(total),
      lines: (lines.get(head.id) ?? []).map(
        ({ fen, entry: _entry, ...line }): AuditedLine => ({ ...line, amountFen: BigInt(fen) }),
      ),
    }),
  )
  return { entries, keys: new Map(heads.map((head) => [`${head.book} ${head.key}`, BigInt(head.total)])) }
}

async function readBalances(owner: pg.Client): Promise<AuditedBalance[]> {
  const { rows } = await owner.query(`
    select book_id as book, account, restriction, restriction_id as "restrictionId", fund_id as fund,
           project_id as project, kind, month, debit_fen, credit_fen, close_debit_fen, close_credit_fen from ledger.balances`)
  return rows.map(({ debit_fen, credit_fen, close_debit_fen, close_credit_fen, ...key }) => ({
    ...key,
    debitFen: BigInt(debit_fen),
    creditFen: BigInt(credit_fen),
    closeDebitFen: BigInt(close_debit_fen),
    closeCreditFen: BigInt(close_credit_fen),
  }))
}

/** What was acknowledged stands, once and with its sum; what was refused or never acknowledged does not. */
function compareEntries(keys: ReadonlyMap<string, bigint>, model: Model): string[] {
  const lost = [...model.entries].flatMap(([key, fen]) =>
    keys.get(key) === fen ? [] : [`${key}: acknowledged with ${fen} fen, the books hold ${keys.get(key)}`],
  )
  const strange = [...keys.keys()].filter((key) => !model.entries.has(key))
  return [...lost, ...strange.map((key) => `${key}: stands, and nobody was told so`)]
}

/** No half gift: each stands with its sum, and with exactly one entry of its own unless it is history. */
async function compareGifts(owner: pg.Client, model: Model): Promise<string[]> {
  const { rows } = await owner.query(`
    select g.id, g.amount_fen as fen,
           (select count(distinct l.entry_id) from ledger.lines l join ledger.entries e on e.id = l.entry_id
             where l.gift_id = g.id and e.reverses is null)::int as entries
      from giving.gifts g`)
  const findings = rows.flatMap(({ id, fen, entries }) => {
    const told = model.gifts.get(id)
    if (!told) return [`gift ${id} stands, and nobody was told so`]
    const right = told.fen === BigInt(fen) && entries === (told.history ? 0 : 1)
    return right ? [] : [`gift ${id} stands with ${fen} fen and ${entries} entries, told were ${told.fen} fen`]
  })
  if (rows.length < model.gifts.size) findings.push(`${model.gifts.size - rows.length} acknowledged gifts are lost`)
  return findings
}
