import type { Actor } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/giving/exports.ts'
import type { Gift, GiftImport, UnknownMoney } from '@shanju/contract/giving/shapes.ts'

import type { Input } from '@shanju/contract/kit/route.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { openWords } from './donor-names.ts'
import { type GiftRow, selectGifts } from './gifts.ts'
import { selectImports, wordedImports } from './imports.ts'
import { selectUnknown, unsealed } from './unknown.ts'

/**
 * All gifts of a list, with donors' names. That names were shown stands in the trail row of the export, with its filters
 * and the number of rows: a row of its own for every thousand would say no more.
 */
export const allGifts = (tx: Tx, actor: Actor, { query }: Input<typeof exports.listExport>): Promise<Listed<Gift>> =>
  listed(tx, selectGifts(tx, actor, query), async (rows: GiftRow[]) => {
    const words = await openWords(
      tx,
      rows.map((row) => row.id),
    )
    return rows.map((row) => ({ ...row, ...words(row.id) }))
  })

/** All files of a list; their problems are not among the columns, so no reader's language is asked for. */
export const allImports = (tx: Tx, actor: Actor): Promise<Listed<GiftImport>> =>
  listed(tx, selectImports(actor), (rows) => wordedImports(tx, rows, 'zh'))

/** All money of unknown origin of a list, with what its rows said of payers. */
export const allUnknown = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listUnknownExport>,
): Promise<Listed<UnknownMoney>> =>
  listed(tx, selectUnknown(actor, query), (rows) => rows.map((row) => unsealed(tx, row)))
