import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { runImport } from '#modules/giving/index.ts'
import { EXIT } from '../exit.ts'
import type { Given } from './commands.ts'
import { progress, withDatabase } from './open.ts'

const organisation = idOf('org')

export async function importGifts({ values, files: [file = ''] }: Given): Promise<number> {
  const hostId = organisation.safeDecode(String(values.host)).data
  if (!hostId) {
    process.stderr.write('--host is the id of the host charity, as org_… in the console\n')
    return EXIT.usage
  }
  const opened = await open(file).catch((error: NodeJS.ErrnoException) => error)
  if (opened instanceof Error) {
    process.stderr.write(
      `${file} cannot be read: ${opened.code === 'ENOENT' ? 'there is no such file' : opened.code}\n`,
    )
    return EXIT.usage
  }
  const show = { checking: progress('checked'), loading: progress('loaded') }
  const result = await withDatabase(({ database }) =>
    runImport(database, {
      hostId,
      fileName: basename(file),
      body: opened.createReadStream(),
      load: values['dry-run'] ? 'nothing' : values['good-rows-only'] ? 'good_rows' : 'if_all_good',
      progress: (stage, done, total) => show[stage](done, total),
    }),
  )
  for (const error of result.errors) process.stdout.write(`${file}:${error.row}: ${error.column}: ${error.message}\n`)
  if (result.counts.problem !== null) {
    process.stderr.write(`${file}: ${result.counts.problem}\n`)
    return EXIT.refused
  }
  const { goodCount, repeatedCount, badCount } = result.counts
  process.stdout.write(
    `${result.loaded ? 'loaded' : 'checked, nothing loaded'}: ${goodCount} good, ${repeatedCount} recorded before, ${badCount} wrong\n`,
  )
  return badCount > 0 && !result.loaded ? EXIT.refused : EXIT.ok
}
