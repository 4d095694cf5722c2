import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { runImport } from '#modules/giving/index.ts'
import { EXIT } from '../explain.ts'
import type { Command } from './commands.ts'
import { progress, withDatabase } from './open.ts'

const organisation = idOf('org')

export const importGifts: Command = {
  summary: 'check and load a CSV file of gifts',
  help: `npx shanju import --host <org_… id> [--dry-run] [--good-rows-only] <file.csv>
Checks the whole file first and lists what is wrong with which row. Loads it when nothing is wrong, or with
--good-rows-only what is right. The same file again is harmless. Exit code 65 when rows are wrong and nothing was loaded.`,
  options: { host: { type: 'string' }, 'dry-run': { type: 'boolean' }, 'good-rows-only': { type: 'boolean' } },
  needs: ['host'],
  files: 1,
  async run({ values, files: [file = ''] }) {
    const hostId = organisation.safeDecode(String(values.host)).data
    if (!hostId) {
      process.stderr.write('--host is the id of the host charity, as org_… in the console\n')
      return EXIT.usage
    }
    const show = { checking: progress('checked'), loading: progress('loaded') }
    const result = await withDatabase(({ database }) =>
      runImport(database, {
        hostId,
        fileName: basename(file),
        body: createReadStream(file),
        load: values['dry-run'] ? 'nothing' : values['good-rows-only'] ? 'good_rows' : 'if_all_good',
        progress: (stage, done, total) => show[stage](done, total),
      }),
    )
    for (const error of result.errors) process.stdout.write(`${file}:${error.row}: ${error.column}: ${error.message}\n`)
    const { goodCount, repeatedCount, badCount } = result.counts
    process.stdout.write(
      `${result.loaded ? 'loaded' : 'checked, nothing loaded'}: ${goodCount} good, ${repeatedCount} recorded before, ${badCount} wrong\n`,
    )
    return badCount > 0 && !result.loaded ? EXIT.refused : EXIT.ok
  },
}
