import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Logger, runMigrations as migrateWorker } from 'graphile-worker'
import pg from 'pg'
import { openPool } from './pool.ts'
import { refuseUnsuitable, UnsuitableDatabase } from './suitable.ts'

const FOLDER = new URL('../../../migrations/', import.meta.url)
/** Any constant will do; two servers starting at once on one database queue here. */
const LOCK = 7_205_092_024
const SILENT = new Logger(() => () => {})

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** @throws Error when a file beside the migrations would be left out because of its name */
export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const misnamed = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
  if (misnamed) throw new Error(`Migration ${misnamed} has no name of the form 0001_words.sql.`)
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings the database up to this program. Forward only; each file in its own transaction, so a kill between two leaves
 * a database that the next start finishes. `app` is the role whose rights the files grant (`:app` in their text).
 * @throws UnsuitableDatabase when a file that already ran has changed, the database was migrated by a newer program, or
 *   the database or the role are of no use to us
 */
export async function migrate(
  ownerUrl: string,
  app: string,
  wanted?: readonly Migration[],
): Promise<{ applied: string[] }> {
  const files = wanted ?? (await readMigrations())
  const client = new pg.Client({ connectionString: ownerUrl })
  // A connection lost between two statements shows in the next one; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await refuseUnsuitable(client, app)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const done = await doneBefore(client)
    // Before anything is touched: a newer program's tables are not ours to change.
    refuseStrangers(files, done)
    await migrateJobs(ownerUrl)
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

/** graphile-worker brings its own tables; on a pool of ours, so that a lost connection cannot end the process. */
async function migrateJobs(ownerUrl: string): Promise<void> {
  const pool = openPool({ connectionString: ownerUrl, max: 1 })
  try {
    await migrateWorker({ pgPool: pool, logger: SILENT })
  } finally {
    await pool.end()
  }
}

async function doneBefore(client: pg.Client): Promise<Map<string, string>> {
  try {
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migrations (
        name text primary key, hash text not null, applied_at timestamptz not null default now());
      comment on table platform.migrations is 'Which migration files ran, with the hash of what ran'`)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new UnsuitableDatabase(
      'The role of DATABASE_URL may not make tables here. Make it the owner: alter database … owner to …',
      { cause: error },
    )
  }
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migrations')
  return new Map(rows.map((row) => [row.name, row.hash]))
}

function refuseStrangers(files: readonly Migration[], done: ReadonlyMap<string, string>): void {
  for (const [name, hash] of done) {
    const file = files.find((each) => each.name === name)
    if (!file) {
      throw new UnsuitableDatabase(
        `The database was migrated by a newer Shanju (${name} is unknown here). Start that version.`,
      )
    }
    if (file.hash !== hash) {
      throw new UnsuitableDatabase(`Migration ${name} ran in another form. Restore the file: it is history.`)
    }
  }
}

async function apply(client: pg.Client, file: Migration, app: string): Promise<void> {
  const role = pg.escapeIdentifier(app)
  try {
    await client.query('begin')
    await client.query(file.sql.replaceAll(/(?<!:):app\b/g, () => role))
    await client.query('insert into platform.migrations (name, hash) values ($1, $2)', [file.name, file.hash])
    await client.query('commit')
  } catch (error) {
    // When the connection is what broke, the server has rolled back already.
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${file.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
