import type { MergeInput } from '@shanju/contract/divisions/shapes.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { freshFrom, refuseMoment, refuseNew } from './checks.ts'
import type { Decision, Standing } from './plan.ts'

export interface MergeFacts {
  readonly today: PlainDate
  /** The divisions named by `codes`, each once, and `into` when it names one. */
  readonly involved: readonly Standing[]
  /** In force, directly below those that may end: child code → parent code. */
  readonly children: ReadonlyMap<string, string>
  /** Codes among the new ones that were ever used. */
  readonly used: ReadonlySet<string>
}

/**
 * Divisions become one, either one of them (or another in force) or a new one beside the first. Those that end lead to
 * it from now on, and what lay below them lies below it, with the codes it has.
 */
export function decideMerge(input: MergeInput, facts: MergeFacts): Decision {
  const { into, effectiveOn, source } = input
  const fresh = typeof into === 'string' ? [] : [into]
  const target = typeof into === 'string' ? into : into.code
  const ending = [...new Set(input.codes)].filter((code) => code !== target)
  const [first] = facts.involved
  if (!first) return { refused: { code: 'nothing_to_merge' } }

  const refused =
    refuseMoment(facts.involved, effectiveOn, facts.today) ??
    refuseLevels(facts.involved) ??
    refuseNew(fresh, first.level, facts.used)
  if (refused) return { refused }
  if (ending.length === 0) return { refused: { code: 'nothing_to_merge' } }

  const moved = [...facts.children].filter(([, parent]) => ending.includes(parent))
  return {
    plan: {
      fresh: fresh.map((each) => freshFrom(each, first.parentCode, effectiveOn)),
      edits: [
        ...moved.map(([code]) => ({ code, parentCode: target })),
        ...ending.map((code) => ({ code, endsOn: effectiveOn })),
      ],
      changes: [
        {
          kind: 'merge',
          effectiveOn,
          oldCodes: [...new Set(input.codes)],
          newCodes: [target],
          nameBefore: null,
          nameAfter: null,
          source,
          ended: ending,
        },
      ],
    },
  }
}

function refuseLevels(involved: readonly Standing[]) {
  const level = involved[0]?.level
  if (level === 'city') return { code: 'city_stays' as const }
  const other = involved.find((each) => each.level !== level)
  return other && { code: 'different_levels' as const, params: { code: other.code } }
}
