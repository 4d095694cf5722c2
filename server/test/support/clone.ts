import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { type SetClock, setClock } from '#platform/kit/clock.ts'
import { type Secrets, secretsFrom } from '#platform/kit/secret.ts'
import { type Database, openDatabase } from '#platform/pg/db.ts'
import { prepareDatabase } from '#src/prepare.ts'
import { testUrls } from './postgres.ts'

const TEST_SECRET = 'a secret for tests and nothing else, 32+'
const TEST_LOG = 'log.test/log'
export const TEST_NOW = '2026-11-23T02:00:00Z'

export interface FreshDatabase {
  readonly database: Database
  /** A connection as owner: for looking behind the views and for trying what the role app may not. */
  readonly owner: pg.Client
  readonly ownerUrl: string
  readonly appUrl: string
  readonly clock: SetClock
  readonly secrets: Secrets
  close(): Promise<void>
}

/** A database of its own for one test file: a clone (about 0.1 s) of a template that was migrated once. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const urls = await testUrls()
  const template = await ensureTemplate(urls)
  const name = `clone_${process.pid}_${randomBytes(6).toString('hex')}`
  await asOwner(urls.ownerUrl, (client) => cloneFrom(client, template, name))
  const ownerUrl = inDatabase(urls.ownerUrl, name)
  const appUrl = inDatabase(urls.appUrl, name)
  const clock = setClock(TEST_NOW)
  const secrets = secretsFrom(TEST_SECRET)
  const database = openDatabase(appUrl, clock, secrets, 10)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  return {
    database,
    owner,
    ownerUrl,
    appUrl,
    clock,
    secrets,
    async close() {
      await database.close()
      await owner.end()
      await asOwner(urls.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

const MANY_TRIES = 50

/**
 * Files are copied instead of logged page by page, which takes half the time. Cloning fails while another process is connected
 * to the template; it never is for long.
 */
async function cloneFrom(client: pg.Client, template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`create database ${name} template ${template} strategy file_copy`)
      return
    } catch (error) {
      const busy = (error as { code?: string }).code === '55006'
      if (!busy || attempt === MANY_TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Made once per state of the migrations and shipped facts; test files starting together wait for the first. */
async function ensureTemplate(urls: { ownerUrl: string; appUrl: string }): Promise<string> {
  const name = `template_${await fingerprint()}`
  await asOwner(urls.ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', ['shanju test template'])
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount) return
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft}`)
    const draftUrls = { ownerUrl: inDatabase(urls.ownerUrl, draft), appUrl: inDatabase(urls.appUrl, draft) }
    await prepareDatabase(draftUrls, {
      clock: setClock(TEST_NOW),
      secrets: secretsFrom(TEST_SECRET),
      logName: TEST_LOG,
    })
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

/** Hash of everything the template is made of: SQL files, shipped facts and the code that loads them. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['../../migrations/', '../../../data/']) {
    const url = new URL(folder, import.meta.url)
    for (const name of (await readdir(url)).sort()) {
      if (/\.(sql|csv|json)$/.test(name)) hash.update(name).update(await readFile(new URL(name, url)))
    }
  }
  hash.update(await readFile(new URL('../../src/prepare.ts', import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
