import type { Leaf } from '@shanju/contract/transparency/leaf.ts'

/** What can be wrong with a leaf among its neighbours, though it is well-formed. */
export type LeafProblem =
  | 'leaf_malformed'
  | 'origin_missing'
  | 'origin_misplaced'
  | 'subject_twice'
  | 'corrects_unknown'

/**
 * Rules over the leaves of one log in order: the first names the log, no other does, no row is logged twice, and a
 * correction names a row logged before it (unless the log continues another, where that row may stand).
 */
export function createLeafRules(origin: string): (leaf: Leaf, index: number) => LeafProblem | undefined {
  const seen = new Set<string>()
  let continues = false
  return (leaf, index) => {
    if (leaf.kind === 'origin_start') {
      if (index !== 0 || leaf.origin !== origin) return 'origin_misplaced'
      continues = leaf.previous !== null
      return undefined
    }
    if (index === 0) return 'origin_missing'
    if (seen.has(leaf.subjectId)) return 'subject_twice'
    if (leaf.kind === 'correction' && !continues && !seen.has(leaf.correctedId)) return 'corrects_unknown'
    seen.add(leaf.subjectId)
    return undefined
  }
}
