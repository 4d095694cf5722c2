import { posix } from 'node:path'
import type { SourceFile } from './tree.ts'

/** What one import or re-export asks for. */
export type Import = {
  specifier: string
  position: number
  /** Gone at run time. */
  typeOnly: boolean
  /** `export … from`. */
  reexport: boolean
  /** Names asked for, as the other file exports them; `*` for the whole of it. */
  names: readonly string[]
  target: Target
}

type Target = { kind: 'file'; path: string } | { kind: 'node'; name: string } | { kind: 'package'; name: string }

/** `package.json` "imports" and "exports" of our own workspaces; a test holds them equal. */
export const ALIASES: readonly (readonly [prefix: string, folder: string])[] = [
  ['#platform/', 'server/src/platform/'],
  ['#modules/', 'server/src/modules/'],
  ['#src/', 'server/src/'],
  ['#test/', 'server/test/'],
  ['@shanju/contract/', 'contract/src/'],
  ['@shanju/portal/', 'portal/src/'],
  ['@shanju/verifier/', 'verifier/src/'],
]

const FORMS: readonly RegExp[] = [
  /\b(?<verb>import)\s+(?<type>type\s+)?(?<clause>[\w$*{},\s]+?)\s*\bfrom\s*(?=['"])/g,
  /\b(?<verb>export)\s+(?<type>type\s+)?(?<clause>\{[^}]*\}|\*(?:\s*as\s+[\w$]+)?)\s*from\s*(?=['"])/g,
  /\b(?<verb>import)\s*(?:\(\s*)?(?=['"`])/g,
]

const cache = new WeakMap<SourceFile, readonly Import[]>()

/** Every static, dynamic and type import of a file, and every re-export. */
export function importsOf(file: SourceFile): readonly Import[] {
  const known = cache.get(file)
  if (known !== undefined) return known
  const { code, literals } = file.scan
  const byStart = new Map(literals.map((literal) => [literal.start, literal.text]))
  const found = FORMS.flatMap((form) =>
    [...code.matchAll(form)].flatMap((match): Import[] => {
      const specifier = byStart.get(match.index + match[0].length)
      if (specifier === undefined) return []
      const { verb, type, clause = '*' } = match.groups ?? {}
      return [
        {
          specifier,
          position: match.index,
          typeOnly: type !== undefined,
          reexport: verb === 'export',
          names: namesIn(clause),
          target: resolve(file.path, specifier),
        },
      ]
    }),
  )
  cache.set(file, found)
  return found
}

/** `a, { b as c, type D }` asks for `default`, `b` and `D`. */
function namesIn(clause: string): string[] {
  const braces = /\{([^}]*)\}/.exec(clause)
  const inside = (braces?.[1] ?? '').split(',').map((part) => part.trim().replace(/^type\s+/, ''))
  const outside = clause.replace(/\{[^}]*\}/, '').split(',')
  return [
    ...outside
      .map((part) => part.trim())
      .flatMap((part) => (part === '' ? [] : part.startsWith('*') ? ['*'] : ['default'])),
    ...inside.flatMap((part) => /^([\w$]+)/.exec(part)?.[1] ?? []),
  ]
}

function resolve(from: string, specifier: string): Target {
  if (specifier.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(from), specifier) }
  const alias = ALIASES.find(([prefix]) => specifier.startsWith(prefix))
  if (alias !== undefined) return { kind: 'file', path: alias[1] + specifier.slice(alias[0].length) }
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier }
  return { kind: 'package', name: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/') }
}
