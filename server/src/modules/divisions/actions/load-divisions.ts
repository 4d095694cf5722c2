import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type FileRow, type MongolianRow, readDivisions, readMongolianNames } from '../logic/file-rows.ts'
import { type Kept, planLoad } from '../logic/plan-load.ts'
import { lockTree } from '../queries/standing.ts'
import { writePlan } from './write-plan.ts'

const DATA = new URL('../../../../../data/', import.meta.url)
const LOADER = { kind: 'system', name: 'divisions file' } as const

/** The two data files as they ship with the program. */
export interface DivisionFiles {
  readonly divisions: string
  readonly mongolianNames: string
}

const shipped = async (): Promise<DivisionFiles> => ({
  divisions: await readFile(new URL('divisions.csv', DATA), 'utf8'),
  mongolianNames: await readFile(new URL('mongolian-names.csv', DATA), 'utf8'),
})

/**
 * Brings the tree to what the data files say; once per state of the files, by their hash, so every start may call it.
 * @throws Error when a file contradicts itself; nothing is written then
 */
export async function loadDivisions(tx: Tx, files?: DivisionFiles): Promise<{ readonly loaded: boolean }> {
  const text = files ?? (await shipped())
  const hash = createHash('sha256').update(text.divisions).update('\0').update(text.mongolianNames).digest('hex')
  // Asked before the lock: an ordinary start costs one look-up and waits for nobody.
  if ((await latestLoad(tx))?.hash === hash) return { loaded: false }
  await lockTree(tx)
  const latest = await latestLoad(tx)
  if (latest?.hash === hash) return { loaded: false }

  const rows = readDivisions(text.divisions)
  const names = readMongolianNames(text.mongolianNames)
  const source = `data/divisions.csv ${hash.slice(0, 12)}`
  const plan = planLoad(rows, { today: tx.today, before: latest?.rows, kept: await kept(tx), source })

  await writePlan(tx, LOADER, plan)
  await writeNames(tx, names)
  await sql`insert into divisions.loads (number, hash, rows, loaded_at)
    values (${(latest?.number ?? 0) + 1}, ${hash}, ${JSON.stringify(rows)}::jsonb, ${tx.now})`.execute(tx.db)
  await record(tx, LOADER, {
    action: 'divisions.load',
    subjectKind: 'divisions',
    subjectId: hash.slice(0, 12),
    details: { rows: rows.length, added: plan.fresh.length, changes: plan.changes.length, names: names.length },
  })
  return { loaded: true }
}

interface Load {
  readonly number: number
  readonly hash: string
  readonly rows: FileRow[]
}

async function latestLoad(tx: Tx): Promise<Load | undefined> {
  const { rows } = await sql<Load>`
    select number, hash, rows from divisions.loads order by number desc limit 1`.execute(tx.db)
  return rows[0]
}

async function kept(tx: Tx): Promise<Map<string, Kept>> {
  const { rows } = await sql<Kept>`
    select code, name, official_name as "officialName", kind, parent_code as "parentCode", valid_to is not null as ended
      from divisions.divisions`.execute(tx.db)
  return new Map(rows.map((row) => [row.code, row]))
}

/** What a reader decided about a name stays; only where it was read may be told better by a newer file. */
async function writeNames(tx: Tx, names: readonly MongolianRow[]): Promise<void> {
  const rows = names.map((name) => ({ id: uuidv7(tx.now), ...name }))
  await sql`
    insert into divisions.mongolian_names (id, code, script, transliteration, source, confidence, added_at)
    select id, code, script, transliteration, source, confidence, ${tx.now}::timestamptz
      from jsonb_populate_recordset(null::divisions.mongolian_names, ${JSON.stringify(rows)}::jsonb)
    on conflict (code, script) do update
      set transliteration = excluded.transliteration, source = excluded.source, confidence = excluded.confidence`.execute(
    tx.db,
  )
}
