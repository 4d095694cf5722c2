import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Both } from '@shanju/contract/regulations/shapes.ts'
import type { Mark } from './decide-duty.ts'
import { dutyTitle } from './told.ts'

/** A duty that somebody is to be reminded of. */
export interface Due {
  readonly dutyId: string
  readonly regulation: string
  readonly regulationTitle: Both
  readonly subject: string
  readonly dueOn: PlainDate
  readonly daysLeft: number
  readonly mark: Mark
  readonly people: readonly string[]
}

interface Message {
  readonly personId: string
  readonly template: string
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * One message for a person, regulation and mark: about the duty where there is one, with their number where there are
 * several, so that a morning after a large import does not bring a thousand messages.
 */
export function messagesOf(due: readonly Due[]): Message[] {
  const groups = new Map<string, { readonly personId: string; readonly duties: Due[] }>()
  for (const each of due)
    for (const personId of each.people) {
      const key = `${personId} ${each.regulation} ${each.mark}`
      const group = groups.get(key) ?? { personId, duties: [] }
      group.duties.push(each)
      groups.set(key, group)
    }
  return [...groups.values()].flatMap(({ personId, duties }) => {
    const [first] = duties
    if (!first) return []
    return [{ personId, ...(duties.length === 1 ? one(first) : several(first, duties.length)) }]
  })
}

const WHEN = { 7: 'due', 3: 'due', 0: 'today', [-1]: 'overdue' } as const satisfies Record<Mark, string>

function one(due: Due): Omit<Message, 'personId'> {
  const title = dutyTitle(due.regulation, due.subject)
  return {
    template: `regulations.duty_${WHEN[due.mark]}`,
    params: { rule: due.regulation, titleZh: title.zh, titleEn: title.en, days: due.daysLeft, due: due.dueOn },
  }
}

const several = (due: Due, count: number): Omit<Message, 'personId'> => ({
  template: `regulations.duties_${WHEN[due.mark]}`,
  params: {
    ...{ rule: due.regulation, ruleZh: due.regulationTitle.zh, ruleEn: due.regulationTitle.en },
    ...{ count, days: due.mark },
  },
})
