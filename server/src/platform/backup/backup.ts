import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { BackupError, MANIFEST, type Manifest } from './manifest.ts'
import { lockSecret } from './secret.ts'
import { listTables, sqlColumns, sqlName, type Table } from './tables.ts'

export interface BackupOrder {
  readonly ownerUrl: string
  /** A directory that does not exist yet; it appears only when the backup is whole. */
  readonly target: string
  readonly version: string
  /** Leaves the secret out when undefined. */
  readonly secret: { readonly value: string; readonly passphrase: string } | undefined
  progress(table: string, done: number, total: number): void
}

/**
 * Writes everything the database holds, files included, as one REPEATABLE READ snapshot: a working server goes on beside
 * it. Per table a gzipped COPY file in the order of its key, and a manifest with row counts and hashes.
 * @throws BackupError when the target exists
 */
export async function backup(order: BackupOrder): Promise<Manifest> {
  if (await exists(order.target)) throw new BackupError(`${order.target} exists already. Choose another name.`)
  const draft = `${order.target}.unfinished`
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 })
  const client = new pg.Client({ connectionString: order.ownerUrl })
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    const written = await writeTables(client, draft, order)
    const { rows: migrations } = await client.query('select name, hash from platform.migrations order by name')
    const { rows: now } = await client.query<{ at: Date }>('select transaction_timestamp() as at')
    if (order.secret) {
      const { value, passphrase } = order.secret
      await writeFile(join(draft, 'secret'), `${lockSecret(value, passphrase)}\n`, { mode: 0o600 })
    }
    const manifest: Manifest = {
      format: 'shanju-backup-1',
      version: order.version,
      takenAt: (now[0]?.at ?? new Date(0)).toISOString(),
      migrations,
      tables: written,
      secret: order.secret ? 'secret' : null,
    }
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`)
    // After this line the backup must be whole: the name is what says so.
    await rename(draft, order.target)
    return manifest
  } finally {
    await client.end()
  }
}

async function writeTables(client: pg.Client, folder: string, order: BackupOrder): Promise<Manifest['tables']> {
  const tables = await listTables(client)
  const written: Manifest['tables'] = []
  for (const [index, table] of tables.entries()) {
    order.progress(table.name, index, tables.length)
    written.push(await writeTable(client, folder, table))
  }
  order.progress('', tables.length, tables.length)
  return written
}

async function writeTable(client: pg.Client, folder: string, table: Table): Promise<Manifest['tables'][number]> {
  const file = `tables/${table.name}.copy.gz`
  const columns = sqlColumns(table.columns)
  const copy = client.query(
    copyTo(`copy (select ${columns} from ${sqlName(table)} order by ${sqlColumns(table.order)}) to stdout`),
  )
  const hash = createHash('sha256')
  const hashing = new PassThrough({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(copy, createGzip({ level: 6 }), hashing, createWriteStream(join(folder, file), { mode: 0o600 }))
  return { name: table.name, columns: [...table.columns], file, rows: copy.rowCount, sha256: hash.digest('hex') }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
