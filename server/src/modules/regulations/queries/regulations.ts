import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Output, Query } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import type { RegulationRecord } from '@shanju/contract/regulations/shapes.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { shippedValues, shownRegulation } from '../logic/shown.ts'
import { listChanges, settingsOf } from './changes.ts'

/** The rule book on a day: every regulation, also those switched off or not in force, each saying so. */
export async function listRegulations(
  tx: Tx,
  { on = tx.today, speaksOf }: Query<typeof routes.list>,
): Promise<Output<typeof routes.list>> {
  const settings = [...(await settingsOf(tx, on)).values()]
  const wanted = settings.filter(({ definition }) => speaksOf === undefined || definition.speaksOf.includes(speaksOf))
  return { on, items: wanted.map((setting) => shownRegulation(setting, on)) }
}

/** @throws Refusal platform.not_found */
export async function getRegulation(tx: Tx, id: string, on: PlainDate = tx.today): Promise<RegulationRecord> {
  const setting = (await settingsOf(tx, on)).get(id)
  if (!setting) throw refuse('platform.not_found')
  return {
    ...shownRegulation(setting, on),
    shippedValues: shippedValues(setting.definition),
    changes: await listChanges(tx, id),
  }
}
