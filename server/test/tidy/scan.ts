/** A string or template literal of a source text. */
export type Literal = {
  /** Where its opening quote stands. */
  start: number
  /** Just behind its closing quote. */
  end: number
  /** Its characters as written, escapes unresolved; each `${…}` of a template is a NUL character. */
  text: string
  /** What stands before a tagged template, e.g. `sql` or `sql.raw`; undefined for everything else. */
  tag: string | undefined
}

type Comment = { start: number; text: string }

/**
 * A source text taken apart just far enough for the checks: not a parser, for the TypeScript compiler brings none we
 * could call, and the checks ask simple questions.
 */
export type Scan = {
  /** The text with the contents of comments, strings and regular expressions blanked; every position is unchanged. */
  code: string
  literals: readonly Literal[]
  comments: readonly Comment[]
}

/** A slash after one of these words begins a regular expression, not a division. */
const BEFORE_REGEX = /\b(?:return|typeof|case|in|of|delete|void|throw|new|instanceof|yield|await|else|do)$/

/** Takes TypeScript (and TSX) apart. Never throws; on text that is no TypeScript the result is merely unhelpful. */
export function scan(text: string): Scan {
  const code = [...text.split('')]
  const literals: Literal[] = []
  const comments: Comment[] = []
  let at = 0

  const blank = (from: number, to: number) => {
    for (let i = from; i < to; i++) if (code[i] !== '\n') code[i] = ' '
  }
  const before = () =>
    code
      .slice(Math.max(0, at - 300), at)
      .join('')
      .trimEnd()

  const comment = (end: number) => {
    const stop = end === -1 ? text.length : end
    comments.push({ start: at, text: text.slice(at, stop) })
    blank(at, stop)
    at = stop
  }

  /** An apostrophe in the text of a JSX element has no partner on its line: it is taken for an ordinary character. */
  const quoted = (quote: string) => {
    let end = at + 1
    while (end < text.length && text[end] !== quote && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1
    if (text[end] !== quote) {
      at++
      return
    }
    literals.push({ start: at, end: end + 1, text: text.slice(at + 1, end), tag: undefined })
    blank(at + 1, end)
    at = end + 1
  }

  const template = () => {
    const start = at
    const tag = /([A-Za-z_$][\w$.]*)(?:<[^;`]*>)?$/.exec(before())?.[1]
    let content = ''
    at++
    let from = at
    while (at < text.length && text[at] !== '`') {
      if (text[at] === '\\') at += 2
      else if (text.startsWith('${', at)) {
        content += `${text.slice(from, at)}\0`
        blank(from, at)
        at += 2
        walk('}')
        from = ++at
      } else at++
    }
    content += text.slice(from, at)
    blank(from, at)
    at++
    literals.push({ start, end: at, text: content, tag })
  }

  const regex = () => {
    const end = regexEnd(text, at)
    const previous = before()
    const possible = previous === '' || /[(,=:[!&|?{};+\-*%<>~^]$/.test(previous) || BEFORE_REGEX.test(previous)
    // `</p>` and `/>` belong to TSX.
    if (end === -1 || !possible || text[at - 1] === '<' || text[at + 1] === '>') {
      at++
      return
    }
    blank(at + 1, end)
    at = end + 1
  }

  /** Reads code until the given closing brace of the same depth, or to the end. */
  const walk = (closing: string | undefined) => {
    let depth = 0
    while (at < text.length) {
      const character = text[at]
      if (character === closing && depth === 0) return
      if (character === '{') depth++
      if (character === '}') depth--
      if (text.startsWith('//', at)) comment(text.indexOf('\n', at))
      else if (text.startsWith('/*', at)) comment(closeOf(text, at))
      else if (character === "'" || character === '"') quoted(character)
      else if (character === '`') template()
      else if (character === '/') regex()
      else at++
    }
  }

  walk(undefined)
  return { code: code.join(''), literals: literals.toSorted((a, b) => a.start - b.start), comments }
}

function closeOf(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2)
  return end === -1 ? -1 : end + 2
}

/** Position of the slash that closes the regular expression begun at `at`, or -1 when none does on this line. */
function regexEnd(text: string, at: number): number {
  let inClass = false
  for (let i = at + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '[') inClass = true
    else if (text[i] === ']') inClass = false
    else if (text[i] === '/' && !inClass) return i
  }
  return -1
}
