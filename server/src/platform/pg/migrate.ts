import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Logger, runMigrations as migrateWorker } from 'graphile-worker'
import pg from 'pg'

const FOLDER = new URL('../../../migrations/', import.meta.url)
/** Any constant will do; two servers starting at once on one database queue here. */
const LOCK = 7_205_092_024
const SILENT = new Logger(() => () => {})

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, FOLDER), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings the database up to this program. Forward only; each file in its own transaction, so a kill between two leaves
 * a database that the next start finishes. `app` is the role whose rights the files grant (`:app` in their text).
 * @throws Error when a file that already ran has changed, or the database was migrated by a newer program
 */
export async function migrate(ownerUrl: string, app: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await migrateWorker({ connectionString: ownerUrl, logger: SILENT })
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migrations (
        name text primary key, hash text not null, applied_at timestamptz not null default now());
      comment on table platform.migrations is 'Which migration files ran, with the hash of what ran'`)
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migrations')
    const done = new Map(rows.map((row) => [row.name, row.hash]))
    const files = await readMigrations()
    refuseStrangers(files, done)
    const applied: string[] = []
    for (const file of files.filter((each) => !done.has(each.name))) {
      await apply(client, file, app)
      applied.push(file.name)
    }
    return { applied }
  } finally {
    await client.end()
  }
}

function refuseStrangers(files: readonly Migration[], done: ReadonlyMap<string, string>): void {
  for (const [name, hash] of done) {
    const file = files.find((each) => each.name === name)
    if (!file) {
      throw new Error(`The database was migrated by a newer Shanju (${name} is unknown here). Start that version.`)
    }
    if (file.hash !== hash) throw new Error(`Migration ${name} ran in another form. Restore the file: it is history.`)
  }
}

async function apply(client: pg.Client, file: Migration, app: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(file.sql.replaceAll(':app', pg.escapeIdentifier(app)))
    await client.query('insert into platform.migrations (name, hash) values ($1, $2)', [file.name, file.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${file.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
