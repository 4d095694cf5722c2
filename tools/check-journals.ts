/**
 * `npm run check:journals`: exports the journal of every host, whole and of one month, and lets hledger and beancount (Debian
 * packages) check it, with our own balance of every account asserted in it. Uses the settings of the server, so it
 * checks the demonstration with SHANJU_DATA=var/demo.
 */
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { withDatabase } from '../server/src/cli/open.ts'
import { journalOf } from '../server/src/modules/ledger/index.ts'
import { seeOneMoment } from '../server/src/platform/pg/cursor.ts'

const run = promisify(execFile)
const PERIODS = [{}, { from: '2026-05', to: '2026-05' }]
const PROGRAMS = [
  { format: 'hledger', command: 'hledger', words: (file: string) => ['check', '--strict', '-f', file] },
  { format: 'beancount', command: 'bean-check', words: (file: string) => [file] },
] as const

const folder = await mkdtemp(join(tmpdir(), 'journals-'))
let [checked, wrong] = [0, 0]
try {
  await withDatabase(async ({ database }) => {
    const { rows } = await sql<{ id: string; name: string; entries: number }>`
      select b.id, o.name, (b.next_number - 1)::int as entries
        from ledger.books b join organisations.pub_organisations o on o.id = b.id order by o.name`.execute(
      database.kysely,
    )
    for (const { id, name, entries } of rows) {
      for (const period of PERIODS) {
        for (const { format, command, words } of PROGRAMS) {
          const file = join(folder, `${id}.${format}`)
          await database.transact('check', async (tx) => {
            await seeOneMoment(tx)
            await pipeline(Readable.from(journalOf(tx, { hostId: id, format, ...period })), createWriteStream(file))
          })
          const fault = await run(command, words(file), { maxBuffer: 1 << 26 }).then(
            () => undefined,
            (error: { code?: string; stderr?: string; stdout?: string }) =>
              error.code === 'ENOENT' ? `${command} is not installed` : `${error.stdout}${error.stderr}`.slice(0, 2000),
          )
          checked += 1
          if (fault) wrong += 1
          const what = `${name} ${'from' in period ? period.from : `all ${entries} entries`}`
          process.stdout.write(fault ? `WRONG ${command}: ${what}\n${fault}\n` : `${command} accepts ${what}\n`)
        }
      }
    }
  })
} finally {
  await rm(folder, { recursive: true })
}
process.stdout.write(`${checked} journals checked, ${wrong} wrong\n`)
process.exitCode = wrong > 0 || checked === 0 ? 1 : 0
