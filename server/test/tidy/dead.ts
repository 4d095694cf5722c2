import { posix } from 'node:path'
import { at, type Check, type Finding } from './check.ts'
import { ahead, type Exception, entries } from './exceptions.ts'
import { ALIASES, importsOf } from './imports.ts'
import { isTest, moduleOf, roomOf } from './place.ts'
import type { SourceFile, Tree } from './tree.ts'

/** @param allowed files that something other than an import starts, handed in so that a test can try it */
export function deadFilesWith(allowed: readonly Exception[]): Check {
  return {
    title: 'every file is imported, started or listed as an entry',
    find: (tree) => {
      const used = referenced(tree)
      const idle = tree
        .typescript()
        .filter(({ path }) => roomOf(path) !== undefined && !/\.(test|config)\.tsx?$/.test(path))
        .filter(({ path }) => !(used.byProduct.has(path) || (isTest(path) && used.byTests.has(path))))
      return [
        ...idle
          .filter(({ path }) => !allowed.some((entry) => matches(entry.path, path)))
          .map(({ path }): Finding => {
            const why = used.byTests.has(path) ? 'is used by tests only' : 'is used by nobody'
            return { where: path, says: `${why}: delete it, or list it in server/test/tidy/exceptions.ts as an entry.` }
          }),
        ...allowed
          .filter((entry) => !idle.some(({ path }) => matches(entry.path, path)))
          .map(({ path }) => ({ where: path, says: 'needs no entry in exceptions.ts: take it off the list.' })),
      ]
    },
  }
}

export const deadFiles: Check = deadFilesWith(entries)

function matches(entry: string, path: string): boolean {
  return entry === path || (entry.endsWith('/') && path.startsWith(entry))
}

/**
 * Every file some other file names: in an import, in a text that is a path from the file or from the root, in a script or
 * bin of package.json, in an HTML page.
 */
function referenced(tree: Tree): { byProduct: Set<string>; byTests: Set<string> } {
  const sets = { byProduct: new Set<string>(), byTests: new Set<string>() }
  for (const file of tree.files) {
    const into = isTest(file.path) ? sets.byTests : sets.byProduct
    for (const path of namedIn(file)) if (path !== file.path) into.add(path)
  }
  return sets
}

function namedIn({ path, text, scan }: SourceFile): string[] {
  const folder = posix.dirname(path)
  const below = (name: string) => posix.join(folder, name)
  if (/\.[jt]sx?$/.test(path))
    return scan.literals.flatMap((literal) => {
      if (literal.text.startsWith('.')) return [below(literal.text)]
      const alias = ALIASES.find(([prefix]) => literal.text.startsWith(prefix))
      return [literal.text, ...(alias === undefined ? [] : [alias[1] + literal.text.slice(alias[0].length)])]
    })
  if (path.endsWith('package.json') || path.endsWith('.html'))
    return [...text.matchAll(/[\w./-]+\.[jt]sx?\b/g)].map(([name]) => below(name.replace(/^\//, './')))
  return []
}

type Export = { name: string; position: number; from: string | undefined }

export const deadExports: Check = {
  title: 'every exported name is used by another file of the product',
  find: (tree) => {
    const files = tree.typescript().filter(({ path }) => roomOf(path) !== undefined)
    const users = usersOf(files)
    return files
      .filter(({ path }) => !/\.config\.tsx?$/.test(path) && !ahead.some((early) => matches(early.path, path)))
      .flatMap((file) =>
        exportsOf(file)
          .filter((exported) => !isUsed(file, exported, users.get(exported.name) ?? []))
          .map(({ name, position }) =>
            at(file, position, `exports ${name}, which no other file uses: drop "export", or delete it.`),
          ),
      )
  },
}

/** Which files mention a name: as an identifier, or as a whole text, as lazy loading does. */
function usersOf(files: readonly SourceFile[]): Map<string, SourceFile[]> {
  const users = new Map<string, SourceFile[]>()
  for (const file of files) {
    const names = new Set([
      ...(file.scan.code.match(/[A-Za-z_$][\w$]*/g) ?? []),
      ...file.scan.literals.map((literal) => literal.text),
    ])
    for (const name of names) users.set(name, [...(users.get(name) ?? []), file])
  }
  return users
}

function isUsed(file: SourceFile, { name, from }: Export, users: readonly SourceFile[]): boolean {
  // What a door opens is for other modules: the use of a thing inside its own module needs no door.
  const module = /^server\/src\/modules\/[^/]+\/index\.ts$/.test(file.path) ? moduleOf(file.path) : undefined
  const others = users.filter(
    ({ path }) => path !== file.path && path !== from && (module === undefined || moduleOf(path) !== module),
  )
  if (isTest(file.path)) return others.length > 0
  if (others.some(({ path }) => !isTest(path))) return true
  // A step that its own file takes may be tested by itself; what only a test calls is dead.
  const ownUses =
    file.scan.code.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))?.length ?? 0
  if (others.length > 0 && ownUses > 1) return true
  // A shape that the file's own exported functions speak of is part of what they promise.
  return ownUses > 1 && isType(file, name)
}

const isType = (file: SourceFile, name: string): boolean =>
  new RegExp(`\\bexport\\s+(?:interface|type)\\s+${name.replaceAll('$', '\\$')}(?![\\w$])`).test(file.scan.code)

function exportsOf(file: SourceFile): Export[] {
  const { code } = file.scan
  const declared = [
    ...code.matchAll(
      /\bexport\s+(?:declare\s+)?(?:async\s+)?(?:abstract\s+)?(?:function\s*\*?|const|let|var|class|interface|type)\s+([A-Za-z_$][\w$]*)/g,
    ),
  ].map((match): Export => ({ name: match[1] ?? '', position: match.index, from: undefined }))
  const reexports = importsOf(file).filter((wanted) => wanted.reexport)
  const listed = [...code.matchAll(/\bexport\s+(?:type\s+)?\{([^}]*)\}/g)].flatMap((match) => {
    const target = reexports.find(({ position }) => position === match.index)?.target
    return (match[1] ?? '').split(',').flatMap((part): Export[] => {
      const name = /([\w$]+)\s*$/.exec(part)?.[1]
      if (name === undefined || name === 'default') return []
      return [{ name, position: match.index, from: target?.kind === 'file' ? target.path : undefined }]
    })
  })
  return [...declared, ...listed]
}
