import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, EmbeddedPostgresError, useOwnPostgres } from './errors.ts'

export const roles = ['postgres', 'shanju_owner', 'shanju_app'] as const
export type Role = (typeof roles)[number]
export type Passwords = Record<Role, string>

/** What `<dataDir>/postgres.json` keeps: where the data lie, the remembered port, the passwords. */
export type ClusterRecord = { cluster: string; port: number; passwords: Passwords }

/** `broken`: the file is there and cannot be understood (a torn copy, an edit gone wrong). */
export type RecordState = ClusterRecord | 'missing' | 'broken'

/** @throws EmbeddedPostgresError when the file belongs to somebody else. */
export function readRecord(dataDir: string): RecordState {
  try {
    return parseRecord(readFileSync(recordFile(dataDir), 'utf8')) ?? 'broken'
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return 'missing'
    if (cause instanceof SyntaxError) return 'broken'
    throw new EmbeddedPostgresError(
      `${recordFile(dataDir)} cannot be read by this user.`,
      `Run the command as the user who starts the server, ${useOwnPostgres}.`,
      { cause },
    )
  }
}

/** Whole or not at all: a crash leaves the old file or the new one. Mode 0600, for it holds the passwords. */
export function writeRecord(dataDir: string, record: ClusterRecord): void {
  const file = recordFile(dataDir)
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, `${JSON.stringify({ version: 1, ...record }, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}

export function newPasswords(): Passwords {
  // base64url: goes into a URL and into a SQL literal as it is.
  const secret = () => randomBytes(24).toString('base64url')
  return { postgres: secret(), shanju_owner: secret(), shanju_app: secret() }
}

export function urlFor(role: Role, record: ClusterRecord, database: string): string {
  return `postgres://${role}:${record.passwords[role]}@127.0.0.1:${record.port}/${database}`
}

function recordFile(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}

function parseRecord(text: string): ClusterRecord | undefined {
  const parsed: unknown = JSON.parse(text)
  const cluster = field(parsed, 'cluster')
  const port = field(parsed, 'port')
  const kept = field(parsed, 'passwords')
  const [postgres, shanju_owner, shanju_app] = roles.map((role) => field(kept, role))
  if (typeof cluster !== 'string' || typeof port !== 'number' || !Number.isInteger(port)) return undefined
  if (!isSecret(postgres) || !isSecret(shanju_owner) || !isSecret(shanju_app)) return undefined
  return { cluster, port, passwords: { postgres, shanju_owner, shanju_app } }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{16,}$/.test(value)
}
