import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { DEFINITIONS, type Definition, instrumentOf } from '../logic/book.ts'
import { subjectOfAll } from '../queries/subject.ts'

const LOADER = { kind: 'system', name: 'regulations file' } as const

interface Wording {
  readonly id: string
  readonly content: string
  readonly hash: string
}

/**
 * Puts the shipped regulations where duties and changes refer to them, and keeps each wording they ever had. Repeating it
 * changes nothing, so every start may call it.
 */
export async function loadRegulations(tx: Tx, definitions: readonly Definition[] = DEFINITIONS): Promise<void> {
  const shipped = definitions.map(wordingOf)
  // Asked before the lock: an ordinary start costs one look-up and waits for nobody.
  if ((await fresh(tx, shipped)).length === 0) return
  await sql`select pg_advisory_xact_lock(hashtext('regulations: load'))`.execute(tx.db)
  const wordings = await fresh(tx, shipped)
  if (wordings.length === 0) return
  const rows = JSON.stringify(wordings)
  await sql`
    insert into regulations.regulations (id, loaded_at)
    select id, ${tx.now}::timestamptz from json_to_recordset(${rows}::json) as r (id text)
    on conflict (id) do nothing`.execute(tx.db)
  await sql`
    insert into regulations.wordings (regulation_id, number, content, hash, loaded_at)
    select r.id, coalesce((select max(w.number) from regulations.wordings w where w.regulation_id = r.id), 0) + 1,
           r.content::jsonb, decode(r.hash, 'hex'), ${tx.now}::timestamptz
      from json_to_recordset(${rows}::json) as r (id text, content text, hash text)`.execute(tx.db)
  await record(tx, LOADER, {
    action: 'regulations.load',
    subjectKind: 'regulations',
    subjectId: 'shipped',
    subject: await subjectOfAll(tx),
    details: { regulations: wordings.map(({ id }) => id) },
  })
}

/** With the instruments written out, so that a wording stands by itself. */
function wordingOf(definition: Definition): Wording {
  const citations = definition.citations.map(({ instrument, article }) => ({
    instrument: instrumentOf(instrument),
    article,
  }))
  const content = JSON.stringify({ ...definition, citations })
  return { id: definition.id, content, hash: createHash('sha256').update(content).digest('hex') }
}

/** Those whose latest kept wording is another, or that were never kept. */
async function fresh(tx: Tx, shipped: readonly Wording[]): Promise<Wording[]> {
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    select distinct on (regulation_id) regulation_id as id, hash from regulations.wordings
     order by regulation_id, number desc`.execute(tx.db)
  const kept = new Map(rows.map(({ id, hash }) => [id, hash.toString('hex')]))
  return shipped.filter(({ id, hash }) => kept.get(id) !== hash)
}
