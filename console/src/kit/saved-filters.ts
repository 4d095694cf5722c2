export type Filters = Readonly<Record<string, string>>
export interface SavedFilter {
  readonly name: string
  readonly filters: Filters
}

/** More than anybody keeps an overview of. */
const MOST = 20

/** What was kept, as far as it can be read: a browser's memory may hold anything. */
export function readSaved(text: string | undefined): readonly SavedFilter[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isSaved).slice(0, MOST) : []
  } catch {
    return []
  }
}

const isSaved = (each: unknown): each is SavedFilter => {
  const { name, filters } = (each ?? {}) as Partial<SavedFilter>
  return (
    typeof name === 'string' &&
    typeof filters === 'object' &&
    filters !== null &&
    Object.values(filters).every((value) => typeof value === 'string')
  )
}

/** The same name again replaces; the newest stands last. */
export const withSaved = (all: readonly SavedFilter[], one: SavedFilter): readonly SavedFilter[] =>
  [...all.filter(({ name }) => name !== one.name), one].slice(-MOST)

export const sameFilters = (one: Filters, other: Filters): boolean => {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}
