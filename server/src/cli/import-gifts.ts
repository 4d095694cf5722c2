import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { CHANNELS, SAID_COLUMNS, type SaidColumn } from '@shanju/contract/giving/vocab.ts'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { type ImportOrder, runImport } from '#modules/giving/index.ts'
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
  const told = readingOf(values)
  if (typeof told === 'string') {
    process.stderr.write(`${told}\n`)
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
      ...told,
      load: values['dry-run'] ? 'nothing' : values['good-rows-only'] ? 'good_rows' : 'if_all_good',
      progress: (stage, done, total) => show[stage](done, total),
    }),
  )
  for (const error of result.errors) process.stdout.write(`${file}:${error.row}: ${error.column}: ${error.message}\n`)
  if (result.counts.problem !== null) {
    process.stderr.write(`${file}: ${result.counts.problem}\n`)
    return EXIT.refused
  }
  const { state, goodCount, unknownCount, repeatedCount, leftOutCount, badCount } = result.counts
  const end = result.loaded ? 'loaded' : state === 'nothing_new' ? 'nothing new to load' : 'checked, nothing loaded'
  process.stdout.write(
    `${end}: ${goodCount} good, ${unknownCount} of unknown origin, ${repeatedCount} recorded before, ${leftOutCount} left out, ${badCount} wrong\n`,
  )
  return badCount > 0 && !result.loaded ? EXIT.refused : EXIT.ok
}

/** How the rows are to be read, from the options; or what is wrong with these. */
function readingOf(values: Given['values']): Pick<ImportOrder, 'columns' | 'reading'> | string {
  const pairs = String(values.columns ?? '')
    .split(',')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => part.trim()))
  const wrong = pairs.find(([name = '', heading]) => !SAID_COLUMNS.includes(name as SaidColumn) || !heading)
  if (wrong) return `--columns: "${wrong.join('=')}" is no pair of a column (${SAID_COLUMNS.join(', ')}) and a heading`
  const { fund, channel, remember } = values
  if (pairs.length === 0) {
    const alone = ['fund', 'channel', 'unknown-money', 'remember'].find((name) => values[name] !== undefined)
    return alone ? `--${alone} goes with --columns` : {}
  }
  if (fund !== undefined && !idOf('fund').safeDecode(String(fund)).success)
    return '--fund is the id of a fund, as fund_… in the console'
  const known = CHANNELS.find((each) => each === channel)
  if (channel !== undefined && !known) return `--channel is one of ${CHANNELS.join(', ')}`
  return {
    columns: Object.fromEntries(pairs),
    reading: {
      fundId: fund === undefined ? null : String(fund),
      channel: known ?? null,
      fundInText: true,
      unknown: values['unknown-money'] ? 'no_fund_or_donor' : 'never',
      rememberAs: String(remember ?? ''),
    },
  }
}
