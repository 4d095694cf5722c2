import type { SplitInput } from '@shanju/contract/divisions/shapes.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { freshFrom, refuseMoment, refuseNew } from './checks.ts'
import type { Decision, Refused, Standing } from './plan.ts'

export interface SplitFacts {
  readonly today: PlainDate
  readonly division: Standing
  /** Codes in force directly below it. */
  readonly children: readonly string[]
  /** Codes among the new ones that were ever used. */
  readonly used: ReadonlySet<string>
}

const codeOf = (part: SplitInput['parts'][number]['part']): string => (typeof part === 'string' ? part : part.code)

/** The first text that stands twice. */
const twice = (texts: readonly string[]): string | undefined =>
  texts.find((text, index) => texts.indexOf(text) !== index)

/** A division becomes several. If it is itself among the parts it stays, smaller; if not, it ends and leads to all. */
export function decideSplit(input: SplitInput, facts: SplitFacts): Decision {
  const { division } = facts
  const { effectiveOn, source } = input
  const parts = input.parts.map(({ part, children }) => ({ code: codeOf(part), children }))
  const fresh = input.parts.flatMap(({ part }) => (typeof part === 'string' ? [] : [part]))
  const stays = input.parts.some(({ part }) => part === division.code)

  const refused =
    refuseMoment([division], effectiveOn, facts.today) ??
    (division.level === 'city' ? { code: 'city_stays' as const } : undefined) ??
    refuseNew(fresh, division.level, facts.used) ??
    refuseParts(input, division.code) ??
    refuseChildren(
      parts.flatMap(({ children }) => children),
      facts.children,
      stays,
    )
  if (refused) return { refused }

  const moved = parts.flatMap(({ code, children }) =>
    code === division.code ? [] : children.map((child) => ({ code: child, parentCode: code })),
  )
  return {
    plan: {
      fresh: fresh.map((each) => freshFrom(each, division.parentCode, effectiveOn)),
      edits: [...moved, ...(stays ? [] : [{ code: division.code, endsOn: effectiveOn }])],
      changes: [
        {
          kind: 'split',
          effectiveOn,
          oldCodes: [division.code],
          newCodes: parts.map(({ code }) => code),
          nameBefore: null,
          nameAfter: null,
          source,
          ended: stays ? [] : [division.code],
        },
      ],
    },
  }
}

function refuseParts(input: SplitInput, divided: string): Refused | undefined {
  const repeated = twice(input.parts.map(({ part }) => codeOf(part)))
  if (repeated) return { code: 'part_named_twice', params: { code: repeated } }
  const other = input.parts.map(({ part }) => part).find((part) => typeof part === 'string' && part !== divided)
  return other === undefined ? undefined : { code: 'part_is_another', params: { code: codeOf(other) } }
}

function refuseChildren(named: readonly string[], children: readonly string[], stays: boolean): Refused | undefined {
  const stranger = named.find((code) => !children.includes(code))
  if (stranger) return { code: 'child_of_another', params: { code: stranger } }
  const repeated = twice(named)
  if (repeated) return { code: 'child_named_twice', params: { code: repeated } }
  const left = children.filter((code) => !named.includes(code))
  if (stays || left[0] === undefined) return undefined
  return { code: 'children_left_over', params: { count: left.length, code: left[0] } }
}
