import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { DamagedSecret, keptSecret } from './secret-file.ts'

/** Everything that can be set from outside. Unset means a sensible default on a laptop. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Where this server keeps what is its own: the private database, the secret. */
  readonly dataDir: string
  readonly secret: string
  /** Set together, or neither: the private PostgreSQL is then started. */
  readonly database: { readonly ownerUrl: string; readonly appUrl: string } | undefined
  /** What the public log is called, for ever, from its first start on. */
  readonly logName: string | undefined
  /** Addresses of proxies whose X-Forwarded-… headers are believed. */
  readonly trustProxy: string | false
}

/** Settings that cannot be used. The message says which, why, and what to write instead. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads all settings and tells all that is wrong with them at once; only when nothing is, the first start makes the
 * secret. @throws ConfigError
 */
export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const read = <T>(reader: () => T): T | undefined => {
    try {
      return reader()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      faults.push(error.message)
      return undefined
    }
  }
  const dataDir = resolve(env.SHANJU_DATA || 'var')
  const host = read(() => readHost(env.HOST))
  const port = read(() => readPort(env.PORT))
  const database = read(() => readDatabase(env))
  const trustProxy = read(() => readTrustProxy(env.TRUST_PROXY))
  const logName = read(() => readLogName(env.LOG_NAME))
  const given = read(() => readSecret(env.SHANJU_SECRET))
  if (faults.length > 0 || host === undefined || port === undefined || trustProxy === undefined) {
    throw new ConfigError(faults.join('\n'))
  }
  return { host, port, dataDir, database, trustProxy, logName, secret: given ?? secretIn(dataDir) }
}

function readHost(text: string | undefined): string {
  if (!text) return '127.0.0.1'
  if (isIP(text) || /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i.test(text))
    return text
  throw new ConfigError(
    `HOST is "${text}", but it is an address or a host name alone, without http:// or a port. Example: HOST=0.0.0.0`,
  )
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
  if (userOf('DATABASE_URL', ownerUrl) === userOf('DATABASE_APP_URL', appUrl)) {
    throw new ConfigError(
      'DATABASE_URL and DATABASE_APP_URL name the same role. The application role must not own the tables: make a second role and name it in DATABASE_APP_URL.',
    )
  }
  return { ownerUrl, appUrl }
}

/** The role in an address. The address itself holds a password and is never repeated. */
function userOf(name: string, text: string): string {
  const url = URL.parse(text)
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.username || !url.hostname || url.pathname.length < 2) {
    throw new ConfigError(
      `${name} is no PostgreSQL address. Example: ${name}=postgresql://role:password@127.0.0.1:5432/shanju`,
    )
  }
  try {
    return decodeURIComponent(url.username)
  } catch {
    throw new ConfigError(`${name} has a role name with a % that stands for nothing. Write a % in it as %25.`)
  }
}

function readTrustProxy(text: string | undefined): string | false {
  if (!text) return false
  if (text.split(',').every((part) => isNetwork(part.trim()))) return text
  throw new ConfigError(
    `TRUST_PROXY is "${text}", but it lists the addresses of your own proxies, because whoever it names may say who asks. Example: TRUST_PROXY=127.0.0.1,10.0.0.0/8`,
  )
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function readLogName(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (/^[a-z\d]([a-z\d.-]{0,100}[a-z\d])?(\/[a-z\d._-]{1,40}){0,3}$/.test(text)) return text
  throw new ConfigError(
    `LOG_NAME is "${text}", but the public log is named like its address without https://, in small letters. Example: LOG_NAME=charity.example.org/log`,
  )
}

function readSecret(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined
  if (given.length < 32) {
    throw new ConfigError('SHANJU_SECRET is shorter than 32 characters. Make one with: openssl rand -hex 32')
  }
  return given
}

function secretIn(dataDir: string): string {
  try {
    return keptSecret(dataDir)
  } catch (error) {
    if (error instanceof DamagedSecret) throw new ConfigError(error.message)
    throw new ConfigError(
      `SHANJU_DATA (${dataDir}) cannot be used: ${(error as Error).message}. Choose a directory that this user may write to.`,
    )
  }
}
