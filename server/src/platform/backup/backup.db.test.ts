import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { secretPrint } from '#platform/pg/secret-print.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { backup } from './backup.ts'
import { BackupError } from './manifest.ts'
import { readBackup, readSecret, restore } from './restore.ts'
import { listTables, sqlColumns, sqlName } from './tables.ts'

let from: FreshDatabase
let to: FreshDatabase
let folder: string
const quiet = { progress: () => {} }
const order = (name: string) => ({
  ownerUrl: from.ownerUrl,
  target: join(folder, name),
  version: '0.0.0',
  secret: undefined,
  ...quiet,
})

before(async () => {
  ;[from, to] = await Promise.all([freshDatabase(), freshDatabase()])
  folder = await mkdtemp(join(tmpdir(), 'shanju-backup-'))
  await life(from.owner)
})
after(async () => {
  await from?.close()
  await to?.close()
  await rm(folder, { recursive: true, force: true })
})

/** A little of everything that is hard to copy: bytes, JSON, arrays, line ends, nulls, an entry with its trigger. */
async function life(owner: pg.Client): Promise<void> {
  await owner.query(`
    insert into organisations.organisations (id, name, credit_code, kind, charity, status, registered_in, created_at, updated_at)
      select gen_random_uuid(), E'暖城 "演示"\\n\\t\\\\会', '53150600MJ0000001J', 'charity_federation', true, 'active', '150602', now(), now();
    insert into files.blobs select sha256(b), length(b), b, now() from (select decode(repeat('00ff0a5c', 1000), 'hex') as b) as x;
    insert into trail.records (id, at, actor_kind, actor_name, action, subject_kind, subject_id, divisions, details, request_id)
      select gen_random_uuid(), now(), 'system', '', 'test', 'x', n::text, '{150600,150602}', '{"a": [1, null]}', 'r' from generate_series(1, 500) n;
    insert into ledger.books (id, begins_on, opened_at) select id, '2026-01-01', now() from organisations.organisations;
    select outbox.add_job('test.job', '{"n": 1}', null, null, null);`)
  await owner.query(`
    with b as (select id from ledger.books),
    e as (insert into ledger.entries (id, book_id, number, edition, type, document_on, posted_on, summary, total_fen, key, posted_at)
      select gen_random_uuid(), id, 1, '2024', 'ordinary', '2026-02-03', '2026-02-03', 's', 500, 'k', now() from b returning id, book_id)
    insert into ledger.lines (entry_id, no, book_id, edition, account, side, amount_fen)
      select e.id, x.no, e.book_id, '2024', x.account, x.side, 500 from e, (values (1, '1001', 'debit'), (2, '1002', 'credit')) as x (no, account, side)`)
}

/** Everything a database holds, as one text per table. */
async function contents(client: pg.Client): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const table of await listTables(client)) {
    const { rows } = await client.query<{ all: string | null }>(
      `select string_agg(t::text, E'\\n') as all from (select ${sqlColumns(table.columns)} from ${sqlName(table)} order by ${sqlColumns(table.order)}) t`,
    )
    all[table.name] = rows[0]?.all ?? ''
  }
  return all
}

test('what was backed up and restored elsewhere is equal row by row in every table', async () => {
  const written = await backup(order('whole'))
  assert.ok(written.tables.length > 25, `only ${written.tables.length} tables`)
  const source = join(folder, 'whole')
  const found = await readBackup(source)
  const empty = await contents(to.owner)
  // Under another secret nothing could be read: nothing is taken in.
  const strange = { ownerUrl: to.ownerUrl, source, secretPrint: Buffer.alloc(32), ...quiet }
  await assert.rejects(restore(strange, found), /another secret/)
  assert.deepEqual(await contents(to.owner), empty)
  await restore({ ...strange, secretPrint: secretPrint(to.secrets) }, found)
  const [before, after] = [await contents(from.owner), await contents(to.owner)]
  assert.ok(Object.values(before).filter((text) => text !== '').length > 10)
  assert.deepEqual(after, before)
})

test('after a restore the rules stand again: no entry is changed, no one-sided entry is written, numbers go on', async () => {
  await assert.rejects(to.owner.query(`update ledger.entries set summary = 'x'`), /never changed/)
  await assert.rejects(
    to.owner.query(`insert into ledger.entries (id, book_id, number, edition, type, document_on, posted_on, summary, total_fen, key, posted_at)
      select gen_random_uuid(), id, 2, '2024', 'ordinary', '2026-02-03', '2026-02-03', 's', 5, 'k2', now() from ledger.books`),
    /does not balance/,
  )
  await to.owner.query(`select outbox.add_job('test.job', '{"n": 2}', null, null, null)`)
})

test('a database that people have used is not written over', async () => {
  await from.owner.query(`insert into trail.records (id, at, person_id, actor_kind, actor_name, action, subject_kind, subject_id, request_id)
    values (gen_random_uuid(), now(), gen_random_uuid(), 'person', '', 'test', 'x', '1', 'r')`)
  const found = await readBackup(join(folder, 'whole'))
  await assert.rejects(
    restore(
      { ownerUrl: from.ownerUrl, source: join(folder, 'whole'), secretPrint: secretPrint(from.secrets), ...quiet },
      found,
    ),
    /in use/,
  )
})

test('a backup appears only when it is whole, and never over another', async () => {
  await assert.rejects(backup(order('whole')), /exists already/)
  await assert.rejects(
    backup({
      ...order('cut'),
      progress: (table) => {
        if (table.startsWith('giving')) throw new Error('power cut')
      },
    }),
  )
  assert.ok(!(await readdir(folder)).includes('cut'))
  await backup(order('cut'))
  await readBackup(join(folder, 'cut'))
})

test('each file of a backup is held to its hash, and a missing manifest is told', async () => {
  await backup(order('bent'))
  const file = join(folder, 'bent', 'tables/trail.records.copy.gz')
  const bytes = await readFile(file)
  bytes[20] = (bytes[20] ?? 0) ^ 1
  await writeFile(file, bytes)
  await assert.rejects(readBackup(join(folder, 'bent')), /trail\.records\.copy\.gz was changed/)
  await rm(file)
  await assert.rejects(readBackup(join(folder, 'bent')), /missing/)
  await assert.rejects(readBackup(folder), BackupError)
})

test('the secret travels only under a passphrase and opens only with it', async () => {
  const secret = 'the secret of this platform, long enough'
  await backup({ ...order('sealed'), secret: { value: secret, passphrase: '一句足够长的口令，谁也猜不到' } })
  const found = await readBackup(join(folder, 'sealed'))
  const text = await readFile(join(folder, 'sealed', 'secret'), 'utf8')
  assert.ok(!text.includes(secret))
  assert.equal(await readSecret(join(folder, 'sealed'), found, '一句足够长的口令，谁也猜不到'), secret)
  await assert.rejects(readSecret(join(folder, 'sealed'), found, '另一句口令另一句口令另一句'), /passphrase/)
  await assert.rejects(
    readSecret(join(folder, 'whole'), await readBackup(join(folder, 'whole')), 'x'),
    /without the secret/,
  )
})
