import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Database, openDatabase, type Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { openBooks } from '../actions/open-books.ts'
import { post } from '../actions/post.ts'
import { registerFund } from '../actions/register-fund.ts'
import { reverseAll } from '../actions/reverse.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { type Verified, verifyBooks } from './verify-books.ts'

let fresh: FreshDatabase
/** The database as its owner sees it, who can switch every trigger off. */
let asOwner: Database
let host: Host
let gift: string
let undone: string
before(async () => {
  fresh = await freshDatabase()
  asOwner = openDatabase(fresh.ownerUrl, fresh.clock, fresh.secrets, 1)
  host = await addHost(fresh, 1)
  await addHost(fresh, 2)
  await fillBooks()
})
after(async () => {
  await asOwner.close()
  await fresh.close()
})

/** Opening, a gift with every column of head and lines in use, a gift reversed, and one more after it. */
async function fillBooks(): Promise<void> {
  const draft = giftDraft(host, 70n)
  const [cash, income] = draft.lines
  assert.ok(cash && income)
  const party = '0193a000-0009-7000-8000-000000000001'
  const full = {
    ...draft,
    papers: [{ kind: 'limit', madeBy: 'giver', ref: 'paper' } as const],
    maker: '0193a000-0000-7000-8000-000000000001',
    checker: '0193a000-0000-7000-8000-000000000002',
    channel: 'bank',
    lines: [
      { ...cash, foreign: { currency: 'USD', amount: 10n } },
      { ...income, gift: party, grant: party, counterparty: party, campaign: '公募备案1', relatedParty: true },
    ],
  }
  await fresh.database.transact('test', async (tx) => {
    await openBooks(tx, { kind: 'system', name: 'test' }, host.id, [
      { account: '1002', side: 'debit', amountFen: 9n },
      { account: '3101', side: 'credit', amountFen: 9n },
    ])
    gift = await postOne(tx, 'full', full)
    const [undoing] = await reverseAll(tx, [
      { entryId: await postOne(tx, 'wrong', draft), key: 'undo', maker: 'system', reason: '登记有误' },
    ])
    undone = undoing?.id ?? ''
    const spending = [
      { ...income, account: '5101', side: 'debit' as const, kind: 'c1' as const, reach: 'reached' as const },
      { ...cash, side: 'credit' as const, cashLine: 'B7' as const },
    ].map((line) => (line.account === '5101' ? { ...line, reachedOn: '2026-05-04', reachProof: '签收单' } : line))
    await postOne(tx, 'spent', { ...draft, lines: spending })
    await post(tx, [{ key: 'last', draft }])
  })
}

const verify = (): Promise<Verified> => fresh.database.transact('test', (tx) => verifyBooks(tx, host.id))

/** What verification says after an alteration with every guard of the table off; nothing of it stays. */
async function afterAltering(table: string, alter: (tx: Tx) => Promise<unknown>): Promise<Verified> {
  const done = new Error('rolled back')
  let verified: Verified | undefined
  await assert.rejects(
    asOwner.transact('test', async (tx) => {
      await dropGuards(tx, table)
      await alter(tx)
      verified = await verifyBooks(tx, host.id)
      throw done
    }),
    (error) => error === done,
  )
  assert.ok(verified)
  return verified
}

async function dropGuards(tx: Tx, table: string): Promise<void> {
  await sql`alter table ${sql.table(`ledger.${table}`)} disable trigger user`.execute(tx.db)
  const { rows } = await sql<{ of: string; name: string }>`
    select conrelid::regclass::text as of, conname as name from pg_constraint
     where (conrelid = ${`ledger.${table}`}::regclass and contype in ('c', 'f', 'u', 'p'))
        or (confrelid = ${`ledger.${table}`}::regclass and contype = 'f')`.execute(tx.db)
  for (const { of, name } of rows) {
    await sql`alter table ${sql.raw(of)} drop constraint if exists ${sql.ref(name)} cascade`.execute(tx.db)
  }
}

/** Another value of the column's type, whatever stands there now. */
const CHANGED: Readonly<Record<string, string>> = {
  uuid: `coalesce(overlay(%::text placing '9' from 1 for 1), '99999999-0000-7000-8000-000000000001')::uuid`,
  text: `coalesce(%, '') || 'x'`,
  date: `coalesce(%, '2026-05-01') + 1`,
  bigint: 'coalesce(%, 0) + 1',
  smallint: '% + 1',
  boolean: 'not %',
  jsonb: `% || '[1]'`,
  bytea: `sha256(%)`,
  'timestamp with time zone': `% + interval '1 microsecond'`,
}
/** Columns whose alteration would say nothing else than PostgreSQL itself derives anew, or that hold no fact of money. */
const DERIVED = new Set(['entries.month'])
/** Texts that still have to be one of a few words. */
const WORDS: Readonly<Record<string, string>> = {
  'entries.type': `'ordinary'`,
  'books.opening': `'zero'`,
  'lines.side': `case side when 'debit' then 'credit' else 'debit' end`,
}

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
}

/** Tables beside the books: they follow from acts that stand on the trail, and no figure rests on them alone. */
const BESIDE = (
  'commitments commitment_ends policies drafts draft_ends vouchers voucher_entries month_acts archives ' +
  'pools lots uses allocations traced'
).split(' ')

async function columns(): Promise<Column[]> {
  const { rows } = await fresh.owner.query<Column>(
    `select table_name as table, column_name as column, data_type as type
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'ledger' and table_type = 'BASE TABLE' and table_name <> all($1) order by 1, ordinal_position`,
    [BESIDE],
  )
  return rows
}

/** The rows that concern these books, in the order in which verification meets them. */
const ROWS: Readonly<Record<string, string>> = {
  accounts: `select ctid from ledger.accounts order by edition, code`,
  books: `select ctid from ledger.books where id = $host`,
  funds: `select ctid from ledger.funds where id = $fund`,
  restrictions: `select ctid from ledger.restrictions where id = $restriction`,
  entries: `select ctid from ledger.entries where book_id = $host order by number`,
  lines: `select l.ctid from ledger.lines l join ledger.entries e on e.id = l.entry_id where e.book_id = $host order by e.number, l.no`,
  seals: `select s.ctid from ledger.seals s join ledger.entries e on e.id = s.entry_id where e.book_id = $host order by e.number`,
  balances: `select ctid from ledger.balances where book_id = $host order by month, account`,
  cash_flows: `select ctid from ledger.cash_flows where book_id = $host order by month, cash_line`,
}
const rowsOf = (table: string): string =>
  (ROWS[table] ?? assert.fail(`say which rows of ledger.${table} concern a set of books`))
    .replaceAll('$host', `'${host.id}'`)
    .replaceAll('$fund', `'${host.fund}'`)
    .replaceAll('$restriction', `'${host.restriction}'`)

test('L11: books in order verify, and the seal is the same for whoever verifies', async () => {
  const verified = await verify()
  assert.deepEqual([verified.entries, verified.lines, verified.fault], [6, 12, undefined])
  const { rows } = await fresh.owner.query(`select encode(seal, 'hex') as seal from ledger.books where id = $1`, [
    host.id,
  ])
  assert.equal(verified.seal, rows[0].seal)
  const elsewhere = await asOwner.transact('test', async (tx) => {
    await sql`set local timezone = 'America/St_Johns'`.execute(tx.db)
    await postOne(tx, 'abroad', giftDraft(host, 3n))
    return verifyBooks(tx, host.id)
  })
  assert.equal(elsewhere.fault, undefined)
  assert.equal((await verify()).seal, elsewhere.seal)
})

test('L11: an alteration of any column of any table of the books is found, and the first wrong row is named', async () => {
  const found: string[] = []
  for (const { table, column, type } of await columns()) {
    const name = `${table}.${column}`
    if (DERIVED.has(name)) continue
    const value =
      WORDS[name] ?? CHANGED[type]?.replaceAll('%', column) ?? assert.fail(`how to alter ${name} (${type})?`)
    const verified = await afterAltering(table, (tx) =>
      sql.raw(`update ledger.${table} set ${column} = ${value} where ctid = (${rowsOf(table)} limit 1)`).execute(tx.db),
    )
    found.push(`${name}: ${verified.fault?.table ?? 'NOT FOUND'}`)
  }
  // The row altered is the row named, but where two rows only agree or disagree with each other.
  assert.deepEqual(
    found.filter((each) => each.split('.')[0] !== each.split(': ')[1]),
    ['books.begins_on: seals', 'books.opened_at: seals', 'entries.id: seals', 'seals.parts: entries'],
  )
  assert.ok(found.length > 75, `${found.length} columns were tried`)
})

test('L11: a row altered in the middle is named itself, with its entry and line', async () => {
  const head = await afterAltering('entries', (tx) =>
    sql`update ledger.entries set summary = '另一事项' where id = ${gift}`.execute(tx.db),
  )
  assert.deepEqual(head.fault, { table: 'entries', row: `${gift} (no. 2)`, what: 'is not as it was written' })
  assert.equal(head.entries, 1)
  const line = await afterAltering('lines', (tx) =>
    sql`update ledger.lines set gift_id = null where entry_id = ${gift} and no = 2`.execute(tx.db),
  )
  assert.deepEqual(line.fault, { table: 'lines', row: `${gift}/2`, what: 'is not as it was written' })
})

test('L11: of two altered entries the earlier is named', async () => {
  const verified = await afterAltering('lines', (tx) =>
    sql`update ledger.lines set campaign = '另一活动' where entry_id in (${undone}, ${gift}) and no = 1`.execute(tx.db),
  )
  assert.equal(verified.fault?.row, `${gift}/1`)
})

test('L1, L11: both sides of an entry raised alike are found, although it still balances', async () => {
  const verified = await afterAltering('lines', (tx) =>
    sql`update ledger.lines set amount_fen = amount_fen + 1 where entry_id = ${gift}`.execute(tx.db),
  )
  assert.equal(verified.fault?.row, `${gift}/1`)
})

const REMOVALS: [title: string, table: string, statement: () => string, fault: () => [string, string]][] = [
  [
    'an entry taken out of the middle',
    'entries',
    () => `delete from ledger.entries where id = '${gift}'`,
    () => ['entries', 'number 2 is missing'],
  ],
  [
    'the last entry taken away',
    'entries',
    () =>
      `delete from ledger.entries where book_id = '${host.id}' and number = (select max(number) from ledger.entries where book_id = '${host.id}')`,
    () => ['books', 'the next number is'],
  ],
  [
    'a line taken away',
    'lines',
    () => `delete from ledger.lines where entry_id = '${gift}' and no = 2`,
    () => ['lines', 'is missing'],
  ],
  [
    'a line slipped in',
    'lines',
    () => `insert into ledger.lines (entry_id, no, book_id, edition, account, side, amount_fen)
      values ('${gift}', 3, '${host.id}', '2024', '1002', 'debit', 1)`,
    () => ['lines', 'is not as it was written'],
  ],
  [
    'a seal taken away',
    'seals',
    () => `delete from ledger.seals where entry_id = '${gift}'`,
    () => ['seals', 'is missing'],
  ],
  [
    'a balance taken away',
    'balances',
    () => `delete from ledger.balances where book_id = '${host.id}' and account = '5101'`,
    () => ['balances', 'is missing'],
  ],
  [
    'a balance slipped in',
    'balances',
    () => `insert into ledger.balances (book_id, account, month) values ('${host.id}', '1002', '2026-04')`,
    () => ['balances', 'no entry moves this balance'],
  ],
  [
    'an account taken out of the chart',
    'accounts',
    () => `delete from ledger.accounts where code = '1402'`,
    () => ['accounts', 'is missing'],
  ],
  [
    'an account slipped into the chart',
    'accounts',
    () => `insert into ledger.accounts select edition, '1999', name_zh, name_en, class, normal_side, detail_required
      from ledger.accounts where code = '1002' and edition = '2024'`,
    () => ['accounts', 'stands in no chart'],
  ],
]

for (const [title, table, statement, fault] of REMOVALS) {
  test(`L11: ${title} is found`, async () => {
    const verified = await afterAltering(table, (tx) => sql.raw(statement()).execute(tx.db))
    const [wrong, what] = fault()
    assert.equal(verified.fault?.table, wrong)
    assert.match(verified.fault?.what ?? '', new RegExp(what))
  })
}

test('L11: an entry rewritten together with its own seal is found by the next one', async () => {
  const verified = await afterAltering('seals', (tx) =>
    sql`update ledger.seals set seal = sha256('rewritten') where entry_id = ${gift}`.execute(tx.db),
  )
  assert.deepEqual(verified.fault, {
    table: 'seals',
    row: gift,
    what: 'does not follow from the seal before and the entry',
  })
})

test('L11: a fund may be renamed by the program, and the books still verify', async () => {
  await fresh.database.transact('test', (tx) => registerFund(tx, { id: host.fund, book: host.id, name: '新名称' }))
  assert.equal((await verify()).fault, undefined)
})

test('L11: books that are not there are said to be missing', async () => {
  const unknown = '0193a000-0001-7000-8000-0000000000ff'
  const verified = await fresh.database.transact('test', (tx) => verifyBooks(tx, unknown))
  assert.deepEqual(verified.fault, { table: 'books', row: unknown, what: 'is missing' })
})

test('L11: verification of many entries tells how far it is and holds no row of them', async () => {
  const seen: number[] = []
  const many = await addHost(fresh, 3)
  const drafts = Array.from({ length: 2500 }, (_, n) => ({ key: `${n}`, draft: giftDraft(many, BigInt(n + 1)) }))
  await fresh.database.transact('test', (tx) => post(tx, drafts))
  const verified = await fresh.database.transact('test', (tx) => verifyBooks(tx, many.id, (n) => seen.push(n)))
  assert.deepEqual([verified.entries, verified.balances, verified.fault, seen], [2500, 2, undefined, [2000, 2500]])
})
