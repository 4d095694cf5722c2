import type { NewDivision } from '@shanju/contract/divisions/shapes.ts'
import { CODE_LENGTH, LEVEL_OF, type Level } from '@shanju/contract/divisions/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Fresh, Refused, Standing } from './plan.ts'

/**
 * Only what is in force changes, on a day that has come, and never before something already recorded of it: the order
 * of a division's changes is the order of their days.
 */
export function refuseMoment(involved: readonly Standing[], on: PlainDate, today: PlainDate): Refused | undefined {
  const ended = involved.find((each) => each.validTo !== null)
  if (ended) return { code: 'ended', params: { code: ended.code } }
  if (on > today) return { code: 'effective_in_future', params: { on } }
  const later = involved.find((each) => each.changedOn !== null && each.changedOn > on)
  if (later) {
    return { code: 'effective_before_earlier_change', params: { code: later.code, on: later.changedOn ?? '' } }
  }
  return undefined
}

/** Whether new divisions fit a level and carry codes never used. `used` are codes of that kind among theirs. */
export function refuseNew(fresh: readonly NewDivision[], level: Level, used: ReadonlySet<string>): Refused | undefined {
  const misplaced = fresh.find((each) => LEVEL_OF[each.kind] !== level)
  if (misplaced) return { code: 'kind_of_other_level', params: { code: misplaced.code } }
  const length = CODE_LENGTH[level]
  const odd = fresh.find((each) => each.code.length !== length)
  if (odd) return { code: 'code_of_other_level', params: { code: odd.code, length } }
  const taken = fresh.find((each) => used.has(each.code))
  if (taken) return { code: 'exists_with_same_code', params: { code: taken.code } }
  return undefined
}

export const freshFrom = (wanted: NewDivision, parentCode: string | null, validFrom: PlainDate): Fresh => ({
  code: wanted.code,
  name: wanted.name,
  officialName: wanted.officialName,
  nameEn: null,
  level: LEVEL_OF[wanted.kind],
  kind: wanted.kind,
  parentCode,
  pinyin: wanted.pinyin ?? null,
  validFrom,
})
