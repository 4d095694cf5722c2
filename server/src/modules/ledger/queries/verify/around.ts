import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { chartRows } from '../chart-rows.ts'
import { digestOf } from './digest.ts'
import type { Fault } from './fault.ts'
import { sealedFunds, sealedRestrictions } from './sealed.ts'

/** What entries refer to: the charts as they ship, funds and limits as they were written. */
export async function faultAround(tx: Tx, bookId: string): Promise<Fault | undefined> {
  return (
    (await faultOfCharts(tx)) ??
    faultOfSealed('funds', await sealedFunds(tx, bookId)) ??
    faultOfSealed('restrictions', await sealedRestrictions(tx, bookId))
  )
}

async function faultOfCharts(tx: Tx): Promise<Fault | undefined> {
  const { rows } = await sql<ReturnType<typeof chartRows>[number]>`
    select * from ledger.accounts order by edition, code`.execute(tx.db)
  const shipped = new Map(chartRows().map((row) => [`${row.edition} ${row.code}`, row]))
  for (const row of rows) {
    const name = `${row.edition} ${row.code}`
    const expected = shipped.get(name)
    if (!expected) return { table: 'accounts', row: name, what: 'stands in no chart' }
    const wrong = (Object.keys(expected) as (keyof typeof expected)[]).find(
      (column) => row[column] !== expected[column],
    )
    if (wrong) return { table: 'accounts', row: name, what: `${wrong} is not what the chart says` }
    shipped.delete(name)
  }
  const missing = shipped.keys().next()
  return missing.done ? undefined : { table: 'accounts', row: missing.value, what: 'is missing' }
}

function faultOfSealed(
  table: 'funds' | 'restrictions',
  rows: readonly { id: string; values: readonly unknown[]; seal: Buffer }[],
): Fault | undefined {
  const wrong = rows.find((row) => !digestOf(row.values).equals(row.seal))
  return wrong && { table, row: wrong.id, what: 'is not as it was written' }
}
