/** `npm run bench -- <name> [size]`: measures one thing and prints a table; without a name it lists what there is. */
import { benchBallots } from './ballots.ts'
import { benchDemonstration } from './demonstration.ts'
import { benchGifts } from './gifts.ts'
import { benchGiftsCurve } from './gifts-curve.ts'
import { benchImport } from './import.ts'
import { benchLog } from './log.ts'
import { benchLogPure, type Row } from './log-pure.ts'
import { benchSheets } from './sheets.ts'
import { benchStatements } from './statements.ts'
import { benchTrace } from './trace.ts'

const BENCHES: Readonly<Record<string, (size?: number) => Promise<Row[]>>> = {
  ballots: benchBallots,
  demonstration: benchDemonstration,
  gifts: benchGifts,
  'gifts-curve': benchGiftsCurve,
  import: benchImport,
  log: benchLog,
  'log-pure': benchLogPure,
  sheets: benchSheets,
  statements: benchStatements,
  trace: benchTrace,
}

const [name = '', size] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench) {
  const rows = await bench(size === undefined ? undefined : Number(size))
  for (const { what, value, bar } of rows) process.stdout.write(`${what.padEnd(48)} ${value.padStart(18)}   ${bar}\n`)
} else {
  process.stderr.write(`usage: npm run bench -- <name> [size]\nnames: ${Object.keys(BENCHES).join(', ')}\n`)
  process.exitCode = 64
}
