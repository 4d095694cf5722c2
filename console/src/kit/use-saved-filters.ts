import { useState } from 'react'
import { useSession } from '../session.tsx'
import { keep, kept } from './memory.ts'
import { readSaved, type SavedFilter, withSaved } from './saved-filters.ts'

/** Named filters of this person for one list, on this browser. */
export function useSavedFilters(list: string) {
  const { me } = useSession()
  const place = `filters.${me.id}.${list}`
  const [all, setAll] = useState(() => readSaved(kept(place)))
  const set = (next: readonly SavedFilter[]) => {
    setAll(next)
    keep(place, JSON.stringify(next))
  }
  return {
    all,
    save: (one: SavedFilter) => set(withSaved(all, one)),
    remove: (name: string) => set(all.filter((each) => each.name !== name)),
  }
}
