import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { BackupError, MANIFEST, type Manifest, manifest } from './manifest.ts'
import { unlockSecret } from './secret.ts'
import { listTables, sqlColumns, sqlName } from './tables.ts'

export interface RestoreOrder {
  readonly ownerUrl: string
  readonly source: string
  /** Of the secret this platform runs under: what it cannot open it does not take in. */
  readonly secretPrint: Buffer
  progress(table: string, done: number, total: number): void
}

/** Reads what a backup says of itself and checks every file against it. @throws BackupError naming the first wrong file */
export async function readBackup(source: string): Promise<Manifest> {
  const text = await readFile(join(source, MANIFEST), 'utf8').catch(() => {
    throw new BackupError(`${source} holds no ${MANIFEST}: it is no backup, or one that was never finished.`)
  })
  const read = manifest.safeParse(JSON.parse(text))
  if (!read.success) throw new BackupError(`${source} was written by another version in a form this one cannot read.`)
  for (const table of read.data.tables) {
    const hash = createHash('sha256')
    const file = join(source, table.file)
    await pipeline(createReadStream(file), hash).catch(() => {
      throw new BackupError(`${table.file} is missing from the backup.`)
    })
    if (hash.digest('hex') !== table.sha256)
      throw new BackupError(`${table.file} was changed since the backup was made.`)
  }
  return read.data
}

export async function readSecret(source: string, backup: Manifest, passphrase: string): Promise<string> {
  if (!backup.secret) throw new BackupError('This backup was made without the secret.')
  return unlockSecret(await readFile(join(source, backup.secret), 'utf8'), passphrase)
}

/**
 * Fills a database that this program has just migrated and nobody has used, in one transaction: all or nothing.
 * Triggers that move balances or forbid changes rest meanwhile, because what they did is in the rows themselves; `shanju
 * verify` afterwards replays it. Jobs that were running are free to be taken again.
 * @throws BackupError when the database is in use, or its migrations are not those of the backup
 */
export async function restore(order: RestoreOrder, backup: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: order.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await refuseOther(client, backup)
    await refuseUsed(client)
    const here = await listTables(client)
    for (const table of here) await client.query(`alter table ${sqlName(table)} disable trigger user`)
    await client.query(`truncate ${here.map(sqlName).join(', ')}`)
    const wanted = new Map(backup.tables.map((table) => [table.name, table]))
    for (const [index, table] of here.entries()) {
      const from = wanted.get(table.name)
      if (!from) throw new BackupError(`The backup lacks the table ${table.name}.`)
      order.progress(table.name, index, here.length)
      const copy = client.query(copyFrom(`copy ${sqlName(table)} (${sqlColumns(from.columns)}) from stdin`))
      await pipeline(createReadStream(join(order.source, from.file)), createGunzip(), copy)
      if (copy.rowCount !== from.rows)
        throw new BackupError(`${table.name}: ${from.rows} rows expected, ${copy.rowCount} read.`)
    }
    for (const table of here) await client.query(`alter table ${sqlName(table)} enable trigger user`)
    await refuseOtherPrint(client, order.secretPrint)
    await moveSequences(client)
    await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null')
    await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null')
    await client.query('commit')
    order.progress('', here.length, here.length)
  } finally {
    await client.end()
  }
}

async function refuseOther(client: pg.Client, backup: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from platform.migrations order by name',
  )
  const same = JSON.stringify(rows) === JSON.stringify(backup.migrations)
  if (!same)
    throw new BackupError(
      `This backup was made by version ${backup.version}. Restore it with that version, then update.`,
    )
}

/** Names sealed under one secret stay closed under another. A backup of the time before prints tells none. */
async function refuseOtherPrint(client: pg.Client, print: Buffer): Promise<void> {
  const { rows } = await client.query<{ print: Buffer }>('select print from platform.secret_print')
  if (rows[0] && !rows[0].print.equals(print))
    throw new BackupError(
      'This platform has another secret than the one the backup was made under, so no name in it could be read. Nothing was restored. Set SHANJU_SECRET to the secret of the backup; with its passphrase this command tells it.',
    )
}

/** Somebody signed up, or something was recorded: not a database to write over. */
async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select 1 from trail.records where actor_kind = 'person' limit 1`)
  if (rows.length > 0)
    throw new BackupError('The database is in use. Restore into an empty one: set SHANJU_DATA to a new directory.')
}

/** Numbers given by sequences go on after the largest that came back. */
async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ column: string; table: string; sequence: string }>(`
    select a.attname as column, c.oid::regclass::text as table, pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
      join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
     where a.attnum > 0 and not a.attisdropped and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null`)
  for (const { column, table, sequence } of rows) {
    await client.query(
      `select setval('${sequence}', greatest(coalesce((select max("${column}") from ${table}), 0), 1))`,
    )
  }
}
