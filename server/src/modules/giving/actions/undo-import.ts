import type { Actor } from '@shanju/contract/access.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import { feesOf } from '#modules/funds/index.ts'
import { reverseAll, SYSTEM_MAKER, spendable } from '#modules/ledger/index.ts'
import { addJob } from '#platform/jobs/outbox.ts'
import type { JobContext } from '#platform/jobs/worker.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { sealReason } from '../queries/donor-names.ts'
import { getGiftFund } from '../queries/funds.ts'
import { openUndoReason, sealUndoReason } from '../queries/import-secrets.ts'
import { subjectOfImport } from '../queries/imports.ts'
import { UNDO_IMPORT } from '../queries/job-names.ts'
import { lockOrders } from '../queries/orders.ts'
import { giftsToUndo, standingOf, type UndoneGift, unknownToUndo } from '../queries/undo.ts'

/** Entries reversed in one transaction. */
const CHUNK = 500

/**
 * Begins to take a loaded file back as a whole: each of its gifts is voided, each entry reversed, under one reason. All
 * that could stand in the way is asked first, so that no file is left half undone for a reason that was there before.
 * @throws Refusal giving.import_not_found, import_not_loaded, undo_earlier_year, undo_settled_unknown, undo_money_spent
 */
export async function startUndo(tx: Tx, actor: Actor, importId: string, reason: string): Promise<void> {
  const { rows } = await sql<{ state: string; host_id: string }>`
    select state, host_id from giving.imports where id = ${importId} for update`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('giving.import_not_found')
  if (found.state !== 'loaded') throw refuse('giving.import_not_loaded')
  const stands = await standingOf(tx, importId)
  if (stands.earlierYear > 0) throw refuse('giving.undo_earlier_year', { count: stands.earlierYear })
  if (stands.settled > 0) throw refuse('giving.undo_settled_unknown', { count: stands.settled })
  await refuseSpent(tx, await sharesOf(tx, await giftsToUndo(tx, importId, undefined)))
  await sql`update giving.imports set state = 'undoing', done_count = 0, undo_reason = ${sealUndoReason(tx.secrets, reason)},
    updated_at = ${tx.now} where id = ${importId}`.execute(tx.db)
  const personId = actor.kind === 'person' ? actor.personId : null
  await addJob(tx, UNDO_IMPORT, { importId, personId }, { key: `${UNDO_IMPORT} ${importId}`, queue: found.host_id })
  await record(tx, actor, {
    action: 'giving.undo_import',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: { gifts: stands.gifts, unknown: stands.unknown },
  })
}

/** What the gifts brought each of their funds: what taking them back takes out again. */
async function sharesOf(tx: Tx, gifts: readonly UndoneGift[]): Promise<Map<string, bigint>> {
  const booked = gifts.filter(({ voided, history }) => !voided && !history)
  const byFund = Map.groupBy(booked, (gift) => gift.fundId)
  const feeOf = await feesOf(tx, [...byFund.keys()])
  return new Map(
    [...byFund].map(([fundId, its]) => [
      fundId,
      its.reduce((sum, gift) => sum + gift.amountFen - feeOf(fundId, gift.amountFen, gift.givenOn), 0n),
    ]),
  )
}

/**
 * What a fund has spent, or has out on a payment order, cannot be taken out of it again: the file then stays, and what
 * must go back goes by E72.
 */
async function refuseSpent(tx: Tx, shares: ReadonlyMap<string, bigint>): Promise<void> {
  for (const [fundId, share] of shares) {
    const { hostId, name, restrictionId } = await getGiftFund(tx, fundId)
    const { spendableFen } = await spendable(tx, { book: hostId, fund: fundId, restrictionId })
    if (spendableFen >= share) continue
    const params = { fund: name, left: formatYuan(spendableFen), sum: formatYuan(share) }
    throw refuse('giving.undo_money_spent', params)
  }
}

/**
 * Takes a file back, some hundred entries in a transaction. Killed at any point and run again it goes on with what still
 * stands.
 */
export async function undoImport(
  context: Pick<JobContext, 'transact'>,
  { importId, personId }: { importId: string; personId: string | null },
): Promise<void> {
  for (let more = true; more; ) more = await context.transact((tx) => undoSome(tx, importId, personId))
}

/** @returns whether there may be more */
async function undoSome(tx: Tx, importId: string, personId: string | null): Promise<boolean> {
  const { rows } = await sql<{ host_id: string; undo_reason: Buffer }>`
    select host_id, undo_reason from giving.imports where id = ${importId} and state = 'undoing' for update`.execute(
    tx.db,
  )
  const [file] = rows
  if (!file) return false
  await lockOrders(tx, file.host_id)
  const gifts = await giftsToUndo(tx, importId, CHUNK)
  const unknown = gifts.length > 0 ? [] : await unknownToUndo(tx, importId, CHUNK)
  if (gifts.length + unknown.length === 0) {
    await sql`update giving.imports set state = 'undone', updated_at = ${tx.now} where id = ${importId}`.execute(tx.db)
    return false
  }
  const order = { maker: personId ?? SYSTEM_MAKER, reason: words.zh['reason.file_undone'] }
  await reverseAll(tx, [
    ...gifts.flatMap(({ id, entryId }) => (entryId ? [{ ...order, entryId, key: `gift void ${id}` }] : [])),
    ...unknown.map(({ id, entryId }) => ({ ...order, entryId, key: `unknown taken back ${id}` })),
  ])
  // Under the lock that the reversals took on the books: nobody spends between this look and the commit.
  await refuseSpent(tx, new Map(gifts.map(({ fundId }) => [fundId, 0n])))
  await voidAll(tx, gifts, openUndoReason(tx.secrets, file.undo_reason), personId)
  await sql`update giving.unknown_money set released_at = ${tx.now}
    where id = any(${unknown.map(({ id }) => id)}::uuid[])`.execute(tx.db)
  await sql`update giving.imports set done_count = done_count + ${gifts.length + unknown.length}, updated_at = ${tx.now}
    where id = ${importId}`.execute(tx.db)
  return true
}

async function voidAll(tx: Tx, gifts: readonly UndoneGift[], reason: string, personId: string | null): Promise<void> {
  const rows = gifts
    .filter(({ voided }) => !voided)
    .map(({ id }) => ({
      ...{ gift_id: id, person_id: personId, at: tx.now },
      reason: `\\x${sealReason(tx.secrets, reason).toString('hex')}`,
    }))
  await sql`insert into giving.voids select * from json_populate_recordset(null::giving.voids, ${JSON.stringify(rows)}::json)`.execute(
    tx.db,
  )
  await sql`update giving.gifts set released_at = ${tx.now} where id = any(${gifts.map(({ id }) => id)}::uuid[])`.execute(
    tx.db,
  )
}
