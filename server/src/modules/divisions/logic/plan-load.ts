import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { FileRow } from './file-rows.ts'
import type { ChangeDraft, Edit, Fresh, Plan } from './plan.ts'

/** What stands in the database, as far as a load looks at it. */
export interface Kept {
  readonly code: string
  readonly name: string
  readonly officialName: string
  readonly kind: string
  readonly parentCode: string | null
  readonly ended: boolean
}

export interface LoadFacts {
  readonly today: PlainDate
  /** What the last loaded file said; undefined for the first load, which is no history. */
  readonly before: readonly FileRow[] | undefined
  readonly kept: ReadonlyMap<string, Kept>
  /** Names the file in the records. */
  readonly source: string
}

/**
 * Compares a data file with the last one, not with the database: what staff recorded in between stays, and a difference
 * that staff recorded already is no second change. A file has no days, so its changes take effect on the day of loading.
 */
export function planLoad(rows: readonly FileRow[], facts: LoadFacts): Plan {
  const first = facts.before === undefined
  const before = new Map(facts.before?.map((row) => [row.code, row]))
  const fresh: Fresh[] = []
  const edits: Edit[] = []
  const changes: ChangeDraft[] = []
  const note = (kind: ChangeDraft['kind'], row: FileRow, names?: { before: string; after: string }): void => {
    changes.push({
      kind,
      effectiveOn: facts.today,
      oldCodes: kind === 'creation' ? [] : [row.code],
      newCodes: kind === 'abolition' ? [] : [row.code],
      nameBefore: names?.before ?? null,
      nameAfter: names?.after ?? null,
      source: facts.source,
      ended: [],
    })
  }

  for (const row of rows) {
    const kept = facts.kept.get(row.code)
    const old = before.get(row.code)
    if (!kept) {
      fresh.push({ ...row, validFrom: first ? null : facts.today })
      if (!first) note('creation', row)
    } else if (old && !kept.ended) {
      const { edit, kinds } = difference(old, row, kept)
      if (edit) edits.push(edit)
      for (const kind of kinds) {
        note(kind, row, kind === 'rename' ? { before: kept.name, after: row.name } : undefined)
      }
    }
  }
  const still = new Set(rows.map((row) => row.code))
  for (const row of facts.before ?? []) {
    const kept = facts.kept.get(row.code)
    if (still.has(row.code) || !kept || kept.ended) continue
    edits.push({ code: row.code, endsOn: facts.today })
    note('abolition', row)
  }
  return { fresh, edits, changes }
}

/** What the new file says differently from the old one and the database does not have yet. */
function difference(old: FileRow, row: FileRow, kept: Kept): { edit: Edit | undefined; kinds: ChangeDraft['kind'][] } {
  const named = row.name !== kept.name || row.officialName !== kept.officialName
  const renamed = (old.name !== row.name || old.officialName !== row.officialName) && named
  const respelt = old.pinyin !== row.pinyin && row.name === kept.name
  const moved = old.parentCode !== row.parentCode && row.parentCode !== kept.parentCode
  const reclassified = old.kind !== row.kind && row.kind !== kept.kind
  const translated = old.nameEn !== row.nameEn
  const edit: Edit = {
    code: row.code,
    ...(renamed || respelt ? { name: { name: row.name, officialName: row.officialName, pinyin: row.pinyin } } : {}),
    ...(translated ? { nameEn: row.nameEn } : {}),
    ...(moved ? { parentCode: row.parentCode } : {}),
    ...(reclassified ? { kind: row.kind } : {}),
  }
  const kinds: ChangeDraft['kind'][] = []
  if (renamed) kinds.push('rename')
  if (moved) kinds.push('transfer')
  if (reclassified) kinds.push('reclassification')
  return { edit: Object.keys(edit).length > 1 ? edit : undefined, kinds }
}
