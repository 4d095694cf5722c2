import type { Actor, Subject } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import {
  type Column,
  CSV_TYPE,
  type ExportedRow,
  type ExportFormat,
  MOST_SHEET_ROWS,
  ROW_COUNT_HEADER,
  XLSX_TYPE,
} from '@shanju/contract/kit/export.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { AnyRoute, Input } from '@shanju/contract/kit/route.ts'
import { type FileAnswer, type FindSubject, type Served, type StreamContext, serveFile } from '#platform/http/index.ts'
import { atMost } from '#platform/kit/at-most.ts'
import { type Listed, seeOneMoment } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type Sheet, sheetOf } from './cells.ts'
import { csvFile } from './csv-out.ts'
import { type Spool, spool } from './spool.ts'
import { type SheetOut, textCell, xlsxFile } from './xlsx-out.ts'

/** Files made at once by one process: each holds a connection and, for a large list, half a processor. */
const turn = atMost(3)
/** For anybody on the internet one at a time: staff must not wait behind strangers. */
const publicTurn = atMost(1)

interface Exporting<R extends AnyRoute> {
  /** All rows of the list under its filters; {@link listed} makes them of a select. */
  readonly rows: (tx: Tx, actor: Actor, input: Input<R>) => Promise<Listed<ExportedRow<R>>>
  /** Where the trail row of the export belongs: who oversees the exporter there may read it. */
  readonly subject: (tx: Tx, actor: Actor, input: Input<R>) => Promise<Subject>
  /** Whose business the list is, where its route asks for a right at one thing. */
  readonly of?: FindSubject<R>
}

/** Serves an `exportOf` route: XLSX, or CSV where asked or where there are more than 100,000 rows. */
export const serveExport = <R extends AnyRoute & { readonly columns: readonly Column<ExportedRow<R>>[] }>(
  route: R,
  exporting: Exporting<R>,
): Served =>
  serveFile(
    route,
    (context, input) =>
      (route.access === 'public' ? publicTurn : turn)(() => exported(context, route, exporting, input)),
    exporting.of,
  )

async function exported<R extends AnyRoute & { readonly columns: readonly Column<ExportedRow<R>>[] }>(
  context: StreamContext,
  route: R,
  { rows, subject }: Exporting<R>,
  input: Input<R>,
): Promise<FileAnswer> {
  const { actor, language } = context.caller
  const list = route.name.replace(/Export$/, '')
  const wanted = input.query as { format: ExportFormat }
  let made: Spool | undefined
  try {
    const file = await context.transact(async (tx) => {
      // A second attempt, after a conflict, starts anew.
      await made?.discard()
      await seeOneMoment(tx)
      const all = await rows(tx, actor, input)
      const format = all.count > MOST_SHEET_ROWS ? 'csv' : wanted.format
      const sheet = sheetOf(list, route.columns, language)
      const batches = holdTo(all)
      const about = note(sheet, { language, now: tx.now, count: all.count })
      made = await spool(format === 'csv' ? csvFile(sheet, batches) : xlsxFile([listSheet(sheet, batches), about]))
      // What anybody may read leaves no trail of who did.
      if (route.access !== 'public')
        await record(tx, actor, {
          action: `${list.split('.')[0]}.export`,
          subjectKind: 'list',
          subjectId: list,
          subject: await subject(tx, actor, input),
          details: { format, rows: all.count, filters: told(wanted), personal: personal(route.columns) },
        })
      return { spool: made, name: `${sheet.title}_${tx.today}.${format}`, format, count: all.count }
    })
    return {
      fileName: file.name,
      mediaType: file.format === 'csv' ? CSV_TYPE : XLSX_TYPE,
      headers: { [ROW_COUNT_HEADER]: String(file.count), 'content-length': String(file.spool.bytes) },
      body: file.spool.read(),
    }
  } catch (error) {
    await made?.discard()
    throw error
  }
}

/** The rows, which must be as many as were counted: a file that lacks some must not look whole. */
async function* holdTo<Row>({ count, batches }: Listed<Row>): AsyncGenerator<readonly Row[]> {
  let seen = 0
  for await (const batch of batches) {
    seen += batch.length
    yield batch
  }
  if (seen !== count) throw new Error(`a list of ${count} rows gave ${seen}`)
}

/** What the trail may know of the filters: words somebody searched for may be a name, so only that there were any. */
function told(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { format: _, q, ...filters } = query
  // Sums are no JSON.
  const plain = Object.entries(filters).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? String(value) : value,
  ])
  return { ...Object.fromEntries(plain), ...(q === undefined ? {} : { q: true }) }
}

const personal = (columns: readonly { readonly key: string; readonly personal?: true }[]): string[] =>
  columns.filter((column) => column.personal).map(({ key }) => key)

const WIDTHS = { text: 24, word: 16, phrase: 20, money: 16, count: 10, day: 12, instant: 17 } as const

const listSheet = <Row>(sheet: Sheet<Row>, batches: AsyncIterable<readonly Row[]>): SheetOut => ({
  title: sheet.title,
  headings: sheet.headings,
  widths: sheet.kinds.map((kind) => WIDTHS[kind]),
  rows: cellsOf(sheet, batches),
})

async function* cellsOf<Row>(sheet: Sheet<Row>, batches: AsyncIterable<readonly Row[]>) {
  for await (const batch of batches) yield batch.map(sheet.cells)
}

/** A second page that says what the file is, when it was made and how many rows it should have. */
function note({ title }: Sheet<never>, about: { language: Language; now: Date; count: number }): SheetOut {
  const say = (key: string): string => word(about.language, 'platform', key)
  const lines = [
    [say('export.list'), title],
    [say('export.made_at'), shanghaiTime(about.now)],
    [say('export.rows'), String(about.count)],
    [say('export.inert'), say('export.inert_why')],
  ]
  return {
    title: say('export.about'),
    headings: [say('export.item'), say('export.content')],
    widths: [16, 80],
    rows: (async function* () {
      yield lines.map((line) => line.map(textCell))
    })(),
    note: true,
  }
}
