import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { testUrls } from '#test/support/postgres.ts'

export interface EmptyDatabase {
  readonly client: pg.Client
  readonly ownerUrl: string
  readonly appUrl: string
  readonly app: string
  drop(): Promise<void>
}

/** A database in which no migration ran yet, with a connection as owner. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const urls = await testUrls()
  const name = `empty_${process.pid}_${randomBytes(6).toString('hex')}`
  const outside = new pg.Client({ connectionString: urls.ownerUrl })
  await outside.connect()
  await outside.query(`create database ${name}`)
  const inside = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const client = new pg.Client({ connectionString: inside(urls.ownerUrl) })
  await client.connect()
  return {
    client,
    ownerUrl: inside(urls.ownerUrl),
    appUrl: inside(urls.appUrl),
    app: decodeURIComponent(new URL(urls.appUrl).username),
    async drop() {
      await client.end()
      await outside.query(`drop database ${name} with (force)`)
      await outside.end()
    },
  }
}
