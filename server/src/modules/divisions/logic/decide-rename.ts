import type { RenameInput } from '@shanju/contract/divisions/shapes.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { refuseMoment } from './checks.ts'
import type { Decision, Standing } from './plan.ts'

export function decideRename(division: Standing, input: RenameInput, today: PlainDate): Decision {
  const { name, officialName, effectiveOn, source } = input
  const refused = refuseMoment([division], effectiveOn, today)
  if (refused) return { refused }
  if (name === division.name && officialName === division.officialName) return { refused: { code: 'name_unchanged' } }
  const edit = { code: division.code, name: { name, officialName, pinyin: input.pinyin ?? null } }
  const change = {
    kind: 'rename' as const,
    effectiveOn,
    oldCodes: [division.code],
    newCodes: [division.code],
    nameBefore: division.name,
    nameAfter: name,
    source,
    ended: [],
  }
  return { plan: { fresh: [], edits: [edit], changes: [change] } }
}
