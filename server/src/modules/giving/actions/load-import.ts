import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { JobContext } from '#platform/jobs/worker.ts'
import { notify } from '#platform/notify/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideUnknown } from '../logic/decide-unknown.ts'
import { problemOf } from '../logic/judge-row.ts'
import { writeErrors } from '../queries/import-errors.ts'
import { LOAD_IMPORT } from '../queries/job-names.ts'
import { lockOrders } from '../queries/orders.ts'
import { lockReceipts } from '../queries/receipts.ts'
import { openImportFile } from '../queries/sealed-file.ts'
import { answerForList } from './owe-together.ts'
import { judgedChunks, rowFacts } from './read-rows.ts'
import { recordGifts } from './record-gifts.ts'
import { recordUnknown } from './record-unknown.ts'
import {
  type Chunk,
  type Counts,
  countRows,
  faultsOf,
  NO_COUNTS,
  receiptNoOf,
  type SortedRow,
  saveCounts,
  sortRows,
} from './sort-rows.ts'

/**
 * Records the good rows, a thousand at a time, each thousand with its entries in one transaction. Killed at any point
 * and run again it goes on where it stopped: rows it recorded are recognised by their order numbers.
 */
export async function loadImport(
  context: Pick<JobContext, 'transact'>,
  { importId, personId }: { importId: string; personId: string | null },
): Promise<void> {
  const actor: Actor = personId ? { kind: 'person', personId, assignments: [] } : { kind: 'system', name: LOAD_IMPORT }
  const file = await context.transact(async (tx) => {
    const opened = await openImportFile(tx, importId)
    if (opened.state !== 'loading') return undefined
    return { ...opened, facts: await rowFacts(tx, opened) }
  })
  if (!file) return
  let counts = NO_COUNTS
  for await (const { rows } of judgedChunks(file.content, file.facts)) {
    const chunk = { importId, hostId: file.hostId, rows, before: counts }
    counts = await context.transact((tx) => loadChunk(tx, actor, chunk))
  }
  await context.transact((tx) => finish(tx, importId, personId, counts))
}

async function loadChunk(tx: Tx, actor: Actor, chunk: Chunk): Promise<Counts> {
  await lockOrders(tx, chunk.hostId)
  if (chunk.rows.some((each) => receiptNoOf(each).length > 0)) await lockReceipts(tx, chunk.hostId)
  const sorted = await recordUnknownRows(
    tx,
    actor,
    chunk,
    await recordFresh(tx, actor, chunk.importId, await sortRows(tx, chunk)),
  )
  await writeErrors(tx, chunk.importId, faultsOf(sorted))
  const counts = countRows(chunk.before, sorted)
  await saveCounts(tx, chunk.importId, counts)
  return counts
}

/** Records the new gifts among the rows; those refused, because their fund was frozen meanwhile, are wrong now. */
async function recordFresh(tx: Tx, actor: Actor, importId: string, rows: readonly SortedRow[]): Promise<SortedRow[]> {
  const gifts = rows.flatMap((each) =>
    each.is === 'fresh' ? [{ ...each.gift, by: actor, fund: each.fund, importId }] : [],
  )
  const recorded = await recordGifts(tx, gifts)
  await answerForList(tx, actor, gifts, recorded)
  let next = 0
  return rows.map((each): SortedRow => {
    if (each.is !== 'fresh') return each
    const refused = recorded[next++]?.refused
    return refused ? { row: each.row, is: 'bad', problems: [problemOf(refused)] } : each
  })
}

/** Books the money among the rows of which nobody knows yet whose it is. */
async function recordUnknownRows(
  tx: Tx,
  actor: Actor,
  { importId, hostId }: Chunk,
  rows: readonly SortedRow[],
): Promise<SortedRow[]> {
  const held = rows.map((each): SortedRow => {
    const refused = each.is === 'unknown' ? decideUnknown(each.gift.givenOn, tx.today) : undefined
    return refused ? { row: each.row, is: 'bad', problems: [problemOf(refused)] } : each
  })
  const unknown = held.flatMap((each) => (each.is === 'unknown' ? [{ row: each.row, gift: each.gift }] : []))
  await recordUnknown(tx, actor, { importId, hostId, rows: unknown })
  return held
}

async function finish(tx: Tx, importId: string, personId: string | null, counts: Counts): Promise<void> {
  const ended = await sql`
    update giving.imports set state = 'loaded', updated_at = ${tx.now} where id = ${importId} and state = 'loading'`.execute(
    tx.db,
  )
  if (ended.numAffectedRows !== 1n || !personId) return
  const { good, repeated, bad } = counts
  await notify(tx, { personId, template: 'giving.import_loaded', params: { good, repeated, bad } })
}
