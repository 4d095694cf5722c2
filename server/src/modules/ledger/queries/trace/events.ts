import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type Line, lineId, poolOf, type Traceable, type TraceEvent, traceEventsOf } from '../../logic/index.ts'
import { lineOf, type StoredLine } from '../rows.ts'
import { joinId } from './ids.ts'

/** An entry with what the trace makes of it. */
export interface TracedEntry {
  readonly number: bigint
  readonly events: readonly TraceEvent[]
}

interface HeadRow {
  id: string
  number: bigint
  type: Traceable['type']
  recipe: string | null
  reverses: string | null
  undone: string | null
}

/** The next entries in posting order, as events. Posting locks the books, so no lower number appears later. */
export async function eventsAfter(tx: Tx, book: string, number: bigint, limit: number): Promise<TracedEntry[]> {
  const { rows: heads } = await sql<HeadRow>`
    select e.id, e.number, e.type, e.recipe, e.reverses, u.recipe as undone
      from ledger.entries e left join ledger.entries u on u.id = e.reverses
     where e.book_id = ${book} and e.number > ${number} order by e.number limit ${limit}`.execute(tx.db)
  const { rows: lines } = await sql<StoredLine>`
    select * from ledger.lines where entry_id = any(${heads.map((head) => head.id)}::uuid[]) order by entry_id, no`.execute(
    tx.db,
  )
  const byEntry = Map.groupBy(lines, (line) => line.entry_id)
  const origins = await originsOf(tx, book, lines)
  return heads.map((head) => {
    const own = (byEntry.get(head.id) ?? []).map(lineOf)
    const events = traceEventsOf({ ...head, undoneRecipe: head.undone, lines: own }, origins)
    for (const [index, line] of own.entries()) origins.add(line, lineId(head.id, index), events)
    return { number: head.number, events }
  })
}

/** Where lines that name a gift or a grant go back to: what came in, what was paid, in this pool and before. */
async function originsOf(tx: Tx, book: string, lines: readonly StoredLine[]) {
  const sources = new Map<string, string>()
  const uses = new Map<string, string>()
  const back = lines.filter((line) => line.restriction !== null && (line.gift_id !== null || line.grant_id !== null))
  const gifts = back.flatMap((line) => (line.gift_id !== null && line.side === 'debit' ? [line.gift_id] : []))
  const grants = back.flatMap((line) => (line.grant_id !== null && line.side === 'credit' ? [line.grant_id] : []))
  if (gifts.length > 0) {
    const { rows } = await sql<StoredLine & { part: string }>`
      select l.*, t.part from ledger.lines l join ledger.lots t on t.entry_id = l.entry_id and t.part = l.no::text
       where l.gift_id = any(${gifts}::uuid[]) and l.book_id = ${book} order by t.seq desc`.execute(tx.db)
    for (const row of rows) sources.set(`${row.gift_id} ${poolOf(lineOf(row))}`, joinId(row.entry_id, row.part))
  }
  if (grants.length > 0) {
    const { rows } = await sql<StoredLine & { part: string }>`
      select l.*, t.part from ledger.lines l join ledger.uses t on t.entry_id = l.entry_id and t.part = l.no::text
       where l.grant_id = any(${grants}::uuid[]) and l.book_id = ${book} and t.kind = 'spend' order by t.seq`.execute(
      tx.db,
    )
    for (const row of rows) uses.set(`${row.grant_id} ${poolOf(lineOf(row))}`, joinId(row.entry_id, row.part))
  }
  return {
    sourceOfGift: (gift: string, pool: string) => sources.get(`${gift} ${pool}`),
    useOfGrant: (grant: string, pool: string) => uses.get(`${grant} ${pool}`),
    /** Entries of one run may go back to each other: the first source of a gift, the latest use of a grant. */
    add({ gift, grant, ...line }: Line, id: string, events: readonly TraceEvent[]): void {
      const pool = poolOf(line)
      const event = events.find((each) => each.id === id)
      if (gift !== null && event?.type === 'source' && !sources.has(`${gift} ${pool}`)) {
        sources.set(`${gift} ${pool}`, id)
      }
      if (grant !== null && event?.type === 'use') uses.set(`${grant} ${pool}`, id)
    },
  }
}
