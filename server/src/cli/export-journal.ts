import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { JOURNAL_FORMATS, type JournalFormat, journalOf } from '#modules/ledger/index.ts'
import { seeOneMoment } from '#platform/pg/cursor.ts'
import { EXIT } from '../exit.ts'
import type { Given } from './commands.ts'
import { withDatabase } from './open.ts'

const organisation = idOf('org')
const isFormat = (text: string): text is JournalFormat => JOURNAL_FORMATS.some((format) => format === text)
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export async function exportJournal({ values }: Given): Promise<number> {
  const hostId = organisation.safeDecode(String(values.host)).data
  const format = String(values.format)
  const months = [values.from, values.to].filter((month) => month !== undefined)
  const problem = !hostId
    ? '--host is the id of the host charity, as org_… in the console'
    : !isFormat(format)
      ? `--format is one of ${JOURNAL_FORMATS.join(', ')}`
      : months.some((month) => !MONTH.test(String(month)))
        ? '--from and --to are months, as 2026-03'
        : undefined
  if (!hostId || !isFormat(format) || problem) {
    process.stderr.write(`${problem}\n`)
    return EXIT.usage
  }
  const [from, to] = [values.from, values.to].map((month) => (month === undefined ? undefined : String(month)))
  await withDatabase(({ database }) =>
    database.transact('export', async (tx) => {
      await seeOneMoment(tx)
      // Standard output stays open for whatever the command still says.
      await pipeline(Readable.from(journalOf(tx, { hostId, format, from, to })), process.stdout, { end: false })
    }),
  )
  return EXIT.ok
}
