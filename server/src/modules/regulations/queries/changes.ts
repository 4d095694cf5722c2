import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { SettingChange } from '@shanju/contract/regulations/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type Change, type Settings, settingsOn } from '../logic/settings.ts'

interface Row extends Change {
  readonly reason: string
  readonly recordedAt: Date
}

/** Changes that begin on this day or before; oldest recorded first. */
export async function changesBegun(tx: Tx, day: PlainDate): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select regulation_id as "regulationId", from_on as "fromOn", severity, enabled, parameter_values as values, reason,
           recorded_at as "recordedAt"
      from regulations.changes where from_on <= ${day}::date
     order by recorded_at, id`.execute(tx.db)
  return rows
}

/** How every regulation stands on a day. */
export const settingsOf = async (tx: Tx, day: PlainDate = tx.today): Promise<Settings> =>
  settingsOn(day, await changesBegun(tx, day))

/** Every change of one regulation, the last to begin first. */
export async function listChanges(tx: Tx, regulationId: string): Promise<SettingChange[]> {
  const { rows } = await sql<Row>`
    select from_on as "fromOn", severity, enabled, parameter_values as values, reason, recorded_at as "recordedAt"
      from regulations.changes where regulation_id = ${regulationId}
     order by from_on desc, recorded_at desc, id desc`.execute(tx.db)
  return rows.map(({ fromOn, severity, enabled, values, reason, recordedAt }) => ({
    ...{ fromOn, severity, enabled, reason, recordedAt },
    values: Object.entries(values).map(([name, value]) => ({ name, value })),
  }))
}
