import { readFile } from 'node:fs/promises'
import { BackupError, backup, readBackup, readSecret, restore } from '#platform/backup/index.ts'
import { readConfig } from '../config.ts'
import { EXIT } from '../explain.ts'
import { VERSION } from '../version.ts'
import type { Command } from './commands.ts'
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

export const backupCommand: Command = {
  summary: 'write a consistent copy of everything',
  help: `npx shanju backup [--passphrase-file <file>] <directory>
Writes database and files as they stood at one instant into a new directory; a working server goes on beside it. With
--passphrase-file the platform's secret goes along, locked under the passphrase in that file (12 characters at least).
Without it keep ${'`'}secret${'`'} under SHANJU_DATA elsewhere: sealed names cannot be read without it.`,
  options: { 'passphrase-file': { type: 'string' } },
  needs: [],
  files: 1,
  async run({ values, files: [target = ''] }) {
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
  },
}

export const restoreCommand: Command = {
  summary: 'fill an empty platform from a backup',
  help: `npx shanju restore [--passphrase-file <file>] <directory>
Fills a database that nobody has used yet: SHANJU_DATA (or DATABASE_URL) must lead to an empty one. The secret must be
that of the backup: set SHANJU_SECRET or copy the file, or have it printed from the backup with --passphrase-file.
Afterwards run npx shanju verify.`,
  options: { 'passphrase-file': { type: 'string' } },
  needs: [],
  files: 1,
  async run({ values, files: [source = ''] }) {
    const found = await readBackup(source)
    const passphrase = await passphraseOf(values['passphrase-file'])
    if (passphrase !== undefined) await refuseOtherSecret(await readSecret(source, found, passphrase))
    const show = progress('tables')
    await withDatabase(({ urls }) =>
      restore({ ownerUrl: urls.ownerUrl, source, progress: (_table, at, total) => show(at, total) }, found),
    )
    process.stdout.write(`restored as of ${found.takenAt}. Now run: npx shanju verify\n`)
    return EXIT.ok
  },
}

/** Names sealed under one secret stay closed under another: better to stop than to restore what cannot be read. */
async function refuseOtherSecret(secret: string): Promise<void> {
  if (readConfig(process.env).secret === secret) return
  throw new BackupError(`This platform has another secret than the backup. Start again with: SHANJU_SECRET=${secret}`)
}
