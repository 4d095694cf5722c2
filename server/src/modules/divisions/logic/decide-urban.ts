import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { refuseMoment } from './checks.ts'
import type { Refused, Standing } from './plan.ts'

/** A fact may be older than the latest change of the division: documents come late. So only the future is refused. */
export function decideUrban(division: Standing, since: PlainDate, today: PlainDate): Refused | undefined {
  const refused = refuseMoment([{ ...division, changedOn: null }], since, today)
  if (refused) return refused
  return division.level === 'community' ? undefined : { code: 'urban_only_for_communities' }
}
