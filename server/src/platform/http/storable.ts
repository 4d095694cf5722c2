interface Step {
  readonly value: unknown
  readonly key: string
  readonly from: Step | undefined
}

/**
 * Where a decoded body or address holds text that PostgreSQL cannot keep: a NUL, or half of a surrogate pair (which
 * would be stored as another character, or refused inside jsonb). Answers the paths of at most `most` such places.
 * Walks without recursion and remembers paths backwards, because a body of a megabyte may be nested as deep as it is long.
 */
export function unstorable(part: unknown, most = 100): string[][] {
  const found: string[][] = []
  const open: Step[] = [{ value: part, key: '', from: undefined }]
  for (let step = open.pop(); step && found.length < most; step = open.pop()) {
    const { value } = step
    if (typeof value === 'string') {
      if (!fits(value)) found.push(pathOf(step))
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        const next = { value: each, key, from: step }
        if (fits(key)) open.push(next)
        else found.push(pathOf(step))
      }
    }
  }
  return found
}

const fits = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

function pathOf(step: Step): string[] {
  const path: string[] = []
  for (let at: Step | undefined = step; at?.from; at = at.from) path.unshift(at.key)
  return path
}
