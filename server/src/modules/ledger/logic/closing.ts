/** Period-end closing, E100. Sources: N24 75, 79, n-3101, n-3102. */
import { netDebitFen } from './balances.ts'
import type { EntryDraft, Line } from './entry.ts'
import { credit, debit } from './entry.ts'
import type { EntryHead } from './recipes/index.ts'
import { mergePositions, type Position } from './statements/positions.ts'

/**
 * The entries that move income, expense and 3201 of all months up to the closing month to net assets: unrestricted to
 * 3101, restricted to 3102 of the same fund and restriction; 5601 is unrestricted by nature. One entry per fund and
 * restriction, in a fixed order; nothing to close gives no entry.
 * @param positions all balances up to the closing month, closing entries included
 * @param head its `postedOn` is the last day of the month
 */
export function closingDrafts(positions: readonly Position[], head: EntryHead): EntryDraft[] {
  const groups = new Map<string, Position[]>()
  for (const position of mergePositions(positions.filter(isToClose))) {
    if (netDebitFen(position) === 0n) continue
    const group = `${position.restriction}\n${position.fund}\n${position.restrictionId ?? ''}`
    groups.set(group, [...(groups.get(group) ?? []), position])
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, group]) => ({
      ...head,
      edition: '2024' as const,
      type: 'close' as const,
      recipe: 'E100.post',
      reverses: null,
      lines: closeLines(group),
    }))
}

const isToClose = ({ account }: Position): boolean => /^(4|5|3201)/.test(account)

/** Clears every balance key, then books income, expense and 3201 to net assets, each in one line. */
function closeLines(group: readonly Position[]): Line[] {
  const clearing = group.map((position) => {
    const { restriction, restrictionId, fund, project, kind } = position
    const dimensions = { restriction, restrictionId, fund, project, kind }
    const net = netDebitFen(position)
    return net > 0n ? credit(position.account, net, dimensions) : debit(position.account, -net, dimensions)
  })
  const [first] = group
  const place = {
    restriction: first?.restriction ?? null,
    restrictionId: first?.restrictionId ?? null,
    fund: first?.fund ?? null,
  }
  const equity = place.restriction === 'R' ? '3102' : '3101'
  const results = ['4', '5', '3201'].flatMap((start) => {
    const net = group.reduce((sum, one) => (one.account.startsWith(start) ? sum + netDebitFen(one) : sum), 0n)
    if (net === 0n) return []
    return net > 0n ? [debit(equity, net, place)] : [credit(equity, -net, place)]
  })
  return [...clearing, ...results]
}
