import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { addJob } from '#platform/jobs/outbox.ts'
import type { JobContext } from '#platform/jobs/worker.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { notify } from '#platform/notify/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOfImport } from '../queries/imports.ts'
import { LOAD_IMPORT } from '../queries/job-names.ts'
import { findOrders } from '../queries/orders.ts'
import { openImportFile } from '../queries/sealed-file.ts'
import { type Counts, judgedChunks, type NumberedRow, noCounts, rowFacts, saveCounts } from './check-rows.ts'
import { recordGifts } from './record-gifts.ts'

/**
 * Starts loading a checked file. The change of state is the lock: of two people pressing at once one is refused.
 * @throws Refusal giving.import_not_found, import_not_checked, import_has_bad_rows
 */
export async function startLoading(tx: Tx, actor: Actor, importId: string, goodRowsOnly: boolean): Promise<void> {
  const { rows } = await sql<{ state: string; bad_count: number; host_id: string }>`
    select state, bad_count, host_id from giving.imports where id = ${importId} for update`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('giving.import_not_found')
  if (found.state !== 'checked') throw refuse('giving.import_not_checked')
  if (found.bad_count > 0 && !goodRowsOnly) throw refuse('giving.import_has_bad_rows', { count: found.bad_count })
  await sql`update giving.imports set state = 'loading', done_count = 0, updated_at = ${tx.now} where id = ${importId}`.execute(
    tx.db,
  )
  const personId = actor.kind === 'person' ? actor.personId : null
  // One file of a host after another: two that share an order number then meet in the database, not in a lock.
  await addJob(tx, LOAD_IMPORT, { importId, personId }, { key: `${LOAD_IMPORT} ${importId}`, queue: found.host_id })
  await record(tx, actor, {
    action: 'giving.load_import',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: { goodRowsOnly },
  })
}

/**
 * Records the good rows, a thousand at a time, each thousand with its entries in one transaction. Killed at any point
 * and run again it goes on where it stopped: rows it recorded are recognised by their order numbers.
 */
export async function loadImport(
  context: Pick<JobContext, 'transact'>,
  { importId, personId }: { importId: string; personId: string | null },
): Promise<void> {
  const actor: Actor = personId ? { kind: 'person', personId, assignments: [] } : { kind: 'system', name: LOAD_IMPORT }
  const { hostId, content, facts } = await context.transact(async (tx) => {
    const file = await openImportFile(tx, importId)
    return { ...file, facts: await rowFacts(tx, file.hostId, file.content) }
  })
  const counts = noCounts()
  for await (const { rows } of judgedChunks(content, facts)) {
    const after = await context.transact((tx) => loadChunk(tx, actor, { importId, hostId, rows, before: counts }))
    Object.assign(counts, after)
  }
  await context.transact((tx) => finish(tx, importId, personId, counts))
}

interface Chunk {
  readonly importId: string
  readonly hostId: string
  readonly rows: readonly NumberedRow[]
  readonly before: Readonly<Counts>
}

/** Returns the new counts instead of changing them, because the transaction may be run again. */
async function loadChunk(tx: Tx, actor: Actor, { importId, hostId, rows, before }: Chunk): Promise<Counts> {
  const counts = { ...before, done: before.done + rows.length }
  const readable = rows.flatMap(({ judged }) => (judged.problems ? [] : [judged]))
  counts.bad += rows.length - readable.length
  const known = await findOrders(
    tx,
    hostId,
    readable.map(({ row }) => row.orderNo),
  )
  const fresh = readable.filter(({ row }) => !known.has(row.orderNo))
  for (const { row } of readable) {
    const found = known.get(row.orderNo)
    if (!found) continue
    if (found.importId === importId) counts.good += 1
    else if (found.amountFen === row.amountFen) counts.repeated += 1
    else counts.bad += 1
    if (found.importId === importId) counts.amountFen += row.amountFen
  }
  const recorded = await recordGifts(
    tx,
    actor,
    fresh.map(({ row, fund }) => ({ ...row, fund, importId })),
  )
  for (const [index, each] of recorded.entries()) {
    if (each.refused) counts.bad += 1
    else {
      counts.good += 1
      counts.amountFen += fresh[index]?.row.amountFen ?? 0n
    }
  }
  await saveCounts(tx, importId, counts)
  return counts
}

async function finish(tx: Tx, importId: string, personId: string | null, counts: Counts): Promise<void> {
  const { rows } = await sql<{ file_name: string }>`
    update giving.imports set state = 'loaded', updated_at = ${tx.now} where id = ${importId} and state = 'loading'
    returning file_name`.execute(tx.db)
  const [ended] = rows
  if (!ended || !personId) return
  const { good, repeated, bad } = counts
  await notify(tx, {
    personId,
    template: 'giving.import_loaded',
    params: { file: ended.file_name, good, repeated, bad },
  })
}
