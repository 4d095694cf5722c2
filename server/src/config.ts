import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Everything that can be set from outside. Unset means a sensible default on a laptop. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Where this server keeps what is its own: the private database, the secret. */
  readonly dataDir: string
  readonly secret: string
  /** Set together, or neither: the private PostgreSQL is then started. */
  readonly database: { readonly ownerUrl: string; readonly appUrl: string } | undefined
  readonly trustProxy: string | false
}

/** A setting that cannot be used. The message says which, why, and what to write instead. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads and checks all settings at once; the first start makes the secret. @throws ConfigError */
export function readConfig(env: Environment): Config {
  const dataDir = resolve(env.SHANJU_DATA || 'var')
  return {
    host: env.HOST || '127.0.0.1',
    port: readPort(env.PORT),
    dataDir,
    database: readDatabase(env),
    trustProxy: env.TRUST_PROXY || false,
    secret: readSecret(env.SHANJU_SECRET, dataDir),
  }
}

function readPort(text: string | undefined): number {
  if (!text) return 8080
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new ConfigError(`PORT is "${text}", but a port is a number from 0 to 65535. Example: PORT=8080`)
  }
  return port
}

function readDatabase(env: Environment): Config['database'] {
  const { DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl } = env
  if (!ownerUrl && !appUrl) return undefined
  if (!ownerUrl || !appUrl) {
    throw new ConfigError(
      `${ownerUrl ? 'DATABASE_APP_URL' : 'DATABASE_URL'} is missing. Both are needed: DATABASE_URL signs in as the owner of the tables, DATABASE_APP_URL as a role without rights of its own.`,
    )
  }
  const [owner, app] = [
    ['DATABASE_URL', ownerUrl],
    ['DATABASE_APP_URL', appUrl],
  ].map(([name = '', url = '']) => userOf(name, url))
  if (owner === app) {
    throw new ConfigError(
      'DATABASE_URL and DATABASE_APP_URL name the same role. The application role must not own the tables: make a second role and name it in DATABASE_APP_URL.',
    )
  }
  return { ownerUrl, appUrl }
}

function userOf(name: string, text: string): string {
  const url = URL.parse(text)
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.username || url.pathname.length < 2) {
    throw new ConfigError(`${name} is no PostgreSQL address. Example: ${name}=postgresql://role:password@127.0.0.1:5432/shanju`)
  }
  return url.username
}

function readSecret(given: string | undefined, dataDir: string): string {
  if (given !== undefined && given !== '') {
    if (given.length < 32) {
      throw new ConfigError('SHANJU_SECRET is shorter than 32 characters. Make one with: openssl rand -hex 32')
    }
    return given
  }
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    // 'wx' fails when the file exists, so two first starts at once agree on one secret.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new ConfigError(`SHANJU_DATA (${dataDir}) cannot be written: ${(error as Error).message}. Choose another directory.`)
    }
  }
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length < 32) {
    throw new ConfigError(`The secret in ${file} is damaged. Restore it from your backup: without it sealed names cannot be read.`)
  }
  return kept
}
