import { readFile } from 'node:fs/promises'
import { BackupError, backup, readBackup, readSecret, restore } from '#platform/backup/index.ts'
import { secretPrint } from '#platform/pg/secret-print.ts'
import { readConfig } from '../config.ts'
import { EXIT } from '../exit.ts'
import { VERSION } from '../version.ts'
import type { Given } from './commands.ts'
import { headIn, settle, toldOf } from './log-reopen.ts'
import { progress, withDatabase } from './open.ts'

const SHORTEST_PASSPHRASE = 12

async function passphraseOf(file: string | boolean | undefined): Promise<string | undefined> {
  if (typeof file !== 'string') return undefined
  const passphrase = (await readFile(file, 'utf8')).trim()
  if ([...passphrase].length < SHORTEST_PASSPHRASE) {
    throw new BackupError(`The passphrase in ${file} is shorter than ${SHORTEST_PASSPHRASE} characters.`)
  }
  return passphrase
}

export async function backupCommand({ values, files: [target = ''] }: Given): Promise<number> {
  const passphrase = await passphraseOf(values['passphrase-file'])
  const show = progress('tables')
  const done = await withDatabase(({ urls }) =>
    backup({
      ownerUrl: urls.ownerUrl,
      target,
      version: VERSION,
      secret: passphrase === undefined ? undefined : { value: readConfig(process.env).secret, passphrase },
      progress: (_table, at, total) => show(at, total),
    }),
  )
  const rows = done.tables.reduce((sum, table) => sum + table.rows, 0)
  process.stdout.write(`${target}: ${done.tables.length} tables, ${rows} rows, as of ${done.takenAt}\n`)
  if (!done.secret) process.stdout.write('The secret is not in it; keep that apart.\n')
  return EXIT.ok
}

export async function restoreCommand({ values, files: [source = ''] }: Given): Promise<number> {
  const found = await readBackup(source)
  const passphrase = await passphraseOf(values['passphrase-file'])
  if (passphrase !== undefined) await refuseOtherSecret(await readSecret(source, found, passphrase))
  const show = progress('tables')
  const heads = typeof values.head === 'string' ? [await headIn(values.head)] : []
  const log = await withDatabase(async ({ urls, secrets, database }) => {
    await restore(
      {
        ...{ ownerUrl: urls.ownerUrl, source, secretPrint: secretPrint(secrets) },
        progress: (_table, at, total) => show(at, total),
      },
      found,
    )
    return settle(database, heads)
  })
  process.stdout.write(`restored as of ${found.takenAt}.\n${toldOf(log)}\nNow run: npx shanju verify\n`)
  return EXIT.ok
}

/** Names sealed under one secret stay closed under another: better to stop than to restore what cannot be read. */
async function refuseOtherSecret(secret: string): Promise<void> {
  if (readConfig(process.env).secret === secret) return
  throw new BackupError(`This platform has another secret than the backup. Start again with: SHANJU_SECRET=${secret}`)
}
