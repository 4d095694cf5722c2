import type { SourceFile } from './tree.ts'

/** A property of an object literal: its key and the range of its value in the text. */
export type Property = { key: string; start: number; end: number }

/**
 * The properties of the object literal whose `{` stands at `open`; spreads and computed keys are passed over. For the
 * plain tables of the contract, where a key is a name or a quoted string.
 */
export function propertiesAt(file: SourceFile, open: number): Property[] {
  const { code, literals } = file.scan
  const properties: Property[] = []
  let depth = 0
  let from = open + 1
  const take = (to: number) => {
    const part = code.slice(from, to)
    const key = /^\s*(?:readonly\s+)?([\w$]+|['"])/.exec(part)?.[1]
    if (key === undefined) return
    const quote = key === "'" || key === '"' ? literals.find((literal) => literal.start >= from) : undefined
    const keyEnd = quote?.end ?? from + part.indexOf(key) + key.length
    const colon = code.indexOf(':', keyEnd)
    const start = colon === -1 || colon >= to ? keyEnd : colon + 1
    properties.push({ key: quote?.text ?? key, start: start + leading(code.slice(start, to)), end: to })
  }
  for (let i = open + 1; i < code.length; i++) {
    const character = code[i] ?? ''
    if ('{[('.includes(character)) depth++
    if (character === ',' && depth === 0) {
      take(i)
      from = i + 1
    }
    if (')]}'.includes(character) && --depth < 0) {
      take(i)
      return properties
    }
  }
  return properties
}

/** The object literal a name is declared as (`name = {`, with or without a type); empty when there is none. */
export function declaredObject(file: SourceFile, name: string): Property[] {
  const match = new RegExp(`\\b(?:const|let)\\s+${name}\\s*(?::[^=]+)?=\\s*\\{`).exec(file.scan.code)
  return match === null ? [] : propertiesAt(file, match.index + match[0].length - 1)
}

function leading(text: string): number {
  return text.length - text.trimStart().length
}
