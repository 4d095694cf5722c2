import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { verifyBooks } from '../queries/verify-books.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'

// What no program of ours would do, tried by hand: as the role the server has, and as the owner of the tables.

let fresh: FreshDatabase
let app: pg.Client
let host: Host
let other: Host
let standing: string
before(async () => {
  fresh = await freshDatabase()
  app = new pg.Client({ connectionString: fresh.appUrl })
  await app.connect()
  host = await addHost(fresh, 1)
  other = await addHost(fresh, 2)
  standing = await fresh.database.transact('test', (tx) => postOne(tx, 'standing', giftDraft(host, 100n)))
})
after(async () => {
  await app.end()
  await fresh.close()
})

type Row = Record<string, unknown>
const ENTRY = '0193a000-0004-7000-8000-000000000001'
const head = (over: Row = {}): Row => ({
  id: ENTRY,
  book_id: host.id,
  number: 2,
  edition: '2024',
  type: 'ordinary',
  document_on: '2026-05-03',
  posted_on: '2026-05-03',
  summary: 'by hand',
  papers: [],
  total_fen: 5,
  key: 'by hand',
  posted_at: '2026-05-03T00:00:00Z',
  ...over,
})
const line = (over: Row = {}): Row => ({
  entry_id: ENTRY,
  no: 1,
  book_id: host.id,
  edition: '2024',
  account: '1002',
  side: 'debit',
  amount_fen: 5,
  related_party: false,
  cash_line: 'B1',
  ...over,
})
const income = (over: Row = {}): Row =>
  line({
    no: 2,
    account: '4101',
    side: 'credit',
    restriction: 'R',
    restriction_id: host.restriction,
    fund_id: host.fund,
    cash_line: null,
    ...over,
  })
const opening = (over: Row = {}): Row =>
  head({ type: 'opening', document_on: '2026-01-01', posted_on: '2026-01-01', ...over })

const INTO_ENTRIES = `insert into ledger.entries (id, book_id, number, edition, type, document_on, posted_on, summary, papers,
    maker, checker, reverses, reason, total_fen, key, posted_at)
  select id, book_id, number, edition, type, document_on, posted_on, summary, papers,
    maker, checker, reverses, reason, total_fen, key, posted_at from json_populate_recordset(null::ledger.entries, $1::json)`
const INTO_LINES = `insert into ledger.lines select * from json_populate_recordset(null::ledger.lines, $2::json)`
const write = (client: pg.Client, heads: Row[], lines: Row[]) =>
  client.query(`with heads as (${INTO_ENTRIES}) ${INTO_LINES}`, [JSON.stringify(heads), JSON.stringify(lines)])

/** Tries a breach as both roles; each must fail for the reason named, and leave the books as they were. */
async function refused(reason: RegExp, attempt: (client: pg.Client) => Promise<unknown>): Promise<void> {
  for (const client of [app, fresh.owner]) {
    await client.query('begin')
    await assert.rejects(
      async () => {
        await attempt(client)
        await client.query('set constraints all immediate')
      },
      (error) => {
        assert.ok(error instanceof pg.DatabaseError)
        assert.match(`${error.code} ${error.constraint ?? ''} ${error.message}`, reason)
        return true
      },
    )
    await client.query('rollback')
  }
  const { rows } = await fresh.owner.query(
    'select next_number::int as next, (select count(*)::int from ledger.entries) as entries from ledger.books where id = $1',
    [host.id],
  )
  assert.deepEqual(rows, [{ next: 2, entries: 1 }])
}

const breaches: [title: string, reason: RegExp, heads: () => Row[], lines: () => Row[]][] = [
  ['L1: a head alone', /entries_balance/, () => [head()], () => []],
  ['L1: one side only', /entries_balance/, () => [head()], () => [line(), line({ no: 2 })]],
  ['L1: a single line', /entries_balance/, () => [head()], () => [line()]],
  ['L1: unequal sides', /entries_balance/, () => [head()], () => [line(), income({ amount_fen: 4 })]],
  ['L1: a total of its own', /entries_balance/, () => [head({ total_fen: 6 })], () => [line(), income()]],
  [
    'L1: two unbalanced entries that balance together',
    /entries_balance/,
    () => [head(), head({ id: standingTwin, number: 3, key: 'twin' })],
    () => [line(), line({ no: 2 }), income({ entry_id: standingTwin, no: 1 }), income({ entry_id: standingTwin })],
  ],
  ['L1: an amount of zero', /lines_amount_fen_check/, () => [head()], () => [line({ amount_fen: 0 }), income()]],
  ['L1: an amount below zero', /lines_amount_fen_check/, () => [head()], () => [line({ amount_fen: -5 }), income()]],
  ['L1: a total of zero', /entries_total_fen_check/, () => [head({ total_fen: 0 })], () => [line(), income()]],
  ['L1: a side that is none', /lines_side_check/, () => [head()], () => [line({ side: 'left' }), income()]],
  [
    'L2: an account no chart has',
    /lines_edition_account_fkey/,
    () => [head()],
    () => [line({ account: '9999' }), income()],
  ],
  [
    'L2: books nobody keeps',
    /no_data_found|P0002/,
    () => [head({ book_id: standingTwin })],
    () => [line({ book_id: standingTwin }), line({ book_id: standingTwin, no: 2, side: 'credit' })],
  ],
  [
    'L8: a reversal of an entry nobody made',
    /entries_reverses_of_same_books/,
    () => [head({ reverses: standingTwin, reason: 'by hand' })],
    () => [line(), income()],
  ],
  [
    'L10: a fund nobody opened',
    /lines_fund_id_fkey/,
    () => [head()],
    () => [line(), income({ fund_id: standingTwin })],
  ],
  [
    'L3: an account only the chart of 2004 has',
    /lines_edition_account_fkey/,
    () => [head()],
    () => [line({ account: '2401' }), income()],
  ],
  [
    'L3: the edition of 2004 in 2026',
    /entries_edition_in_force/,
    () => [head({ edition: '2004' })],
    () => [line({ edition: '2004' }), income({ edition: '2004' })],
  ],
  [
    'L3: a line of another edition than its head',
    /lines_entry_id_book_id_edition_fkey/,
    () => [head()],
    () => [line({ edition: '2004' }), income()],
  ],
  [
    'L3: a day before the books begin',
    /entries_not_before_books/,
    () => [head({ posted_on: '2025-12-31', edition: '2004' })],
    () => [
      line({ edition: '2004', account: '1001' }),
      line({ edition: '2004', account: '1001', no: 2, side: 'credit' }),
    ],
  ],
  ['L5: a number left out', /entries_numbered_without_gap/, () => [head({ number: 3 })], () => [line(), income()]],
  ['L5: a number used before', /entries_book_id_number_key/, () => [head({ number: 1 })], () => [line(), income()]],
  [
    'L5: a gap between two entries written at once',
    /entries_numbered_without_gap/,
    () => [head(), head({ id: standingTwin, number: 4, key: 'twin' })],
    () => [line(), income(), line({ entry_id: standingTwin }), income({ entry_id: standingTwin })],
  ],
  ['L7: a key used before', /entries_book_id_key_key/, () => [head({ key: 'standing' })], () => [line(), income()]],
  [
    'L8: a reversal of an entry of other books',
    /entries_reverses_of_same_books/,
    () => [head({ book_id: other.id, number: 1, reverses: standing, reason: 'by hand' })],
    () => [
      line({ book_id: other.id }),
      income({ book_id: other.id, restriction_id: other.restriction, fund_id: other.fund }),
    ],
  ],
  [
    'L8: a reversal without a reason',
    /entries_reversal_has_reason/,
    () => [head({ reverses: standing })],
    () => [line(), income()],
  ],
  [
    'L9: two opening entries at once',
    /entries_one_opening/,
    () => [opening(), opening({ id: standingTwin, number: 3, key: 'twin' })],
    () => [
      line({ cash_line: null }),
      income({ account: '3102' }),
      line({ entry_id: standingTwin, cash_line: null }),
      income({ entry_id: standingTwin, account: '3102' }),
    ],
  ],
  [
    'L10: net assets, income or expense that say neither fund nor limit',
    /lines_restriction_where_due/,
    () => [head()],
    () => [line(), income({ restriction: null, restriction_id: null, fund_id: null })],
  ],
  [
    'L10: restricted money without its limit',
    /lines_restricted_names_its_limit/,
    () => [head()],
    () => [line(), income({ restriction_id: null })],
  ],
  [
    'L10: a limit of other books',
    /lines_restriction_id_book_id_fkey/,
    () => [head()],
    () => [line(), income({ restriction_id: other.restriction })],
  ],
  [
    'L10: a fund of other books',
    /lines_fund_of_same_books/,
    () => [head()],
    () => [line(), income({ fund_id: other.fund })],
  ],
]
const standingTwin = '0193a000-0004-7000-8000-000000000002'

for (const [title, reason, heads, lines] of breaches) {
  test(`${title} cannot be written, by nobody`, () => refused(reason, (client) => write(client, heads(), lines())))
}

test('L1: lines that follow their head in a statement of their own come too late', async () => {
  await refused(/entries_balance/, async (client) => {
    await client.query(INTO_ENTRIES, [JSON.stringify([head()])])
    await client.query(INTO_LINES.replace('$2', '$1'), [JSON.stringify([line(), income()])])
  })
})

test('L1: a balanced pair of lines added to an entry that stands is refused', async () => {
  const more = [line({ entry_id: standing, no: 3 }), income({ entry_id: standing, no: 4 })]
  await refused(/entries_balance/, (client) => client.query(INTO_LINES.replace('$2', '$1'), [JSON.stringify(more)]))
})

const STATEMENTS: [title: string, statement: string][] = [
  ['L4: a sum of an entry', `update ledger.lines set amount_fen = 1`],
  ['L4: a summary', `update ledger.entries set summary = 'x'`],
  ['L4: the day of an entry', `update ledger.entries set posted_on = '2026-06-01'`],
  ['L4: an entry (deleted)', `delete from ledger.entries`],
  ['L4: a line (deleted)', `delete from ledger.lines`],
  ['L4: all entries (truncated)', `truncate ledger.entries cascade`],
  ['L4: all lines (truncated)', `truncate ledger.lines`],
  ['L4: a limit', `update ledger.restrictions set title = 'x'`],
  ['L4: a limit (deleted)', `delete from ledger.restrictions`],
  ['L4: a fund (deleted)', `delete from ledger.funds`],
  ['L4: whose a fund is', `update ledger.funds set book_id = null`],
  ['L4: the first day of books', `update ledger.books set begins_on = '2026-02-01'`],
  ['L4: books (deleted)', `delete from ledger.books`],
  ['L2: an account (deleted)', `delete from ledger.accounts where code = '1999'`],
  ['L2: the code of an account', `update ledger.accounts set code = '100299' where code = '100290'`],
  ['L2: all accounts (truncated)', `truncate ledger.accounts`],
  ['L5: the next number', `update ledger.books set next_number = 7`],
  ['L9: that an opening entry stands', `update ledger.books set opening = 'entry'`],
  ['L6: a balance', `update ledger.balances set debit_fen = debit_fen + 1`],
  [
    'L6: a balance (added)',
    `insert into ledger.balances (book_id, account, month) select id, '1002', '2026-01' from ledger.books`,
  ],
  ['L6: a balance (deleted)', `delete from ledger.balances`],
  ['L6: all balances (truncated)', `truncate ledger.balances`],
  ['L11: a seal', `update ledger.seals set seal = sha256('x')`],
  ['L11: a seal (added)', `insert into ledger.seals select id, ''::bytea, sha256('x') from ledger.books`],
  ['L11: a seal (deleted)', `delete from ledger.seals`],
  ['L11: the seal of books', `update ledger.books set seal = sha256('x')`],
]

for (const [title, statement] of STATEMENTS) {
  test(`${title} is changed by nobody`, () => refused(/^(42501|23001|23000) /, (client) => client.query(statement)))
}

test('L10: a limit on a fund of other books cannot be written, by nobody', () =>
  refused(/restrictions_fund_of_same_books/, (client) =>
    client.query(
      `insert into ledger.restrictions (id, book_id, fund_id, title, limits, basis, created_at)
       values (gen_random_uuid(), $1, $2, 'by hand', 'use', 'none', now())`,
      [host.id, other.fund],
    ),
  ))

test('L11: a seal handed in is not taken: funds and limits are sealed as they stand', async () => {
  const id = '0193a000-0002-7000-8000-0000000000aa'
  await fresh.owner.query(
    `insert into ledger.funds (id, book_id, name, seal) values ($1, $2, 'by hand', sha256('x'))`,
    [id, host.id],
  )
  await app.query(`update ledger.funds set name = 'renamed' where id = $1`, [id])
  assert.equal((await fresh.database.transact('test', (tx) => verifyBooks(tx, host.id))).fault, undefined)
})

test('L6: the functions behind the tables are no way around them: the role app cannot hang them on a table of its own', async () => {
  await app.query('create temporary table mine (like ledger.lines)')
  for (const name of ['check_entries', 'take_lines', 'seal_funds', 'seal_books', 'keep_books', 'refuse_change']) {
    const statement = `create trigger mine after insert on mine referencing new table as new_rows
      for each statement execute function ledger.${name}()`
    await assert.rejects(app.query(statement), { code: '42501' }, name)
  }
  for (const call of [`ledger.seal_entries($1, 1, '')`, `ledger.number_entries($1, 1, 1, 1, '2026-01-01', false)`]) {
    await assert.rejects(app.query(`select ${call}`, [host.id]), { code: '42501' }, call)
  }
  await app.query('drop table mine')
})

test('L4: the role app holds no right to change or delete in the books, beside names and the word that they begin at zero', async () => {
  const { rows } = await fresh.owner.query(
    `select table_name || '.' || privilege_type as right from information_schema.role_table_grants
      where table_schema = 'ledger' and grantee = $1 and privilege_type not in ('SELECT', 'INSERT')
     union select table_name || '.' || column_name || '.' || privilege_type from information_schema.column_privileges
      where table_schema = 'ledger' and grantee = $1 and privilege_type not in ('SELECT', 'INSERT') order by 1`,
    [new URL(fresh.appUrl).username],
  )
  assert.deepEqual(
    rows.map((row) => row.right),
    [
      ...['accounts.name_en.UPDATE', 'accounts.name_zh.UPDATE', 'books.opening.UPDATE', 'funds.name.UPDATE'],
      // How far the trace has come; the trace itself stands.
      ...['traced.number.UPDATE', 'traced.seq.UPDATE'],
    ],
  )
})

test('L1: an entry in order can be written by hand, is numbered, sealed and counted like any other', async () => {
  await write(app, [head()], [line(), income()])
  const verified = await fresh.database.transact('test', (tx) => verifyBooks(tx, host.id))
  assert.deepEqual([verified.entries, verified.fault], [2, undefined])
})
