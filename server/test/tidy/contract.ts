import { at, type Check } from './check.ts'
import { importsOf } from './imports.ts'
import { declaredObject, type Property, propertiesAt } from './object.ts'
import { isTest } from './place.ts'
import type { SourceFile, Tree } from './tree.ts'

/** `contract/src/<module>/<name>.ts` of every module, the platform's among them. */
function parts(tree: Tree, name: string): { module: string; file: SourceFile }[] {
  return tree.typescript('contract/src/').flatMap((file) => {
    const module = new RegExp(`^contract/src/([^/]+)/${name}\\.ts$`).exec(file.path)?.[1]
    return module === undefined ? [] : [{ module, file }]
  })
}

type Route = { file: SourceFile; position: number; name: string | undefined; hasAccess: boolean; binding: string }

function routesIn(file: SourceFile): Route[] {
  const { code, literals } = file.scan
  return [...code.matchAll(/([\w$]*)\s*[:=]\s*route\s*(?:<[^(]*>)?\(\s*\{/g)].map((match) => {
    const properties = propertiesAt(file, match.index + match[0].length - 1)
    const name = properties.find(({ key }) => key === 'name')
    return {
      file,
      position: match.index,
      name: literals.find(({ start, end }) => name !== undefined && start >= name.start && end <= name.end)?.text,
      hasAccess: properties.some(({ key }) => key === 'access'),
      binding: match[1] ?? '',
    }
  })
}

export const routes: Check = {
  title: 'every route says who may use it and is tried through HTTP or in the table of permissions',
  find: (tree) => {
    const tests = tree.files.filter(
      ({ path }) => path.endsWith('.http.test.ts') || /^server\/test\/permissions[/.-]/.test(path),
    )
    return parts(tree, 'routes').flatMap(({ module, file }) =>
      routesIn(file).flatMap(({ position, name, hasAccess, binding }) => {
        if (name === undefined || !name.startsWith(`${module}.`))
          return [at(file, position, `${binding} has no name of the form '${module}.doThis': give it one.`)]
        const short = name.slice(module.length + 1)
        const tried = tests.some((test) => tries(test, module, short))
        return [
          ...(hasAccess ? [] : [at(file, position, `${name} has no access: say who may use it.`)]),
          ...(tried ? [] : [at(file, position, `${name} is tried nowhere: name it in a routes.http.test.ts.`)]),
        ]
      }),
    )
  },
}

/** Whether a test names the route: in full anywhere, or by its short name where only this module can be meant. */
function tries(test: SourceFile, module: string, short: string): boolean {
  const { code, literals } = test.scan
  if (literals.some(({ text }) => text === `${module}.${short}`)) return true
  const mentions = (prefix: string) => new RegExp(`(?<![\\w$])${prefix}${short}(?![\\w$])`).test(code)
  const routesFile = `contract/src/${module}/routes.ts`
  const near =
    test.path.startsWith(`server/src/modules/${module}/`) ||
    importsOf(test).some(({ target }) => target.kind === 'file' && target.path === routesFile)
  return mentions(`${module}\\s*\\.\\s*`) || (near && mentions(''))
}

export const refusals: Check = {
  title: 'every refusal is thrown, tested and worded in every language',
  find: (tree) =>
    parts(tree, 'refusals').flatMap(({ module, file }) => {
      const codes = declaredObject(file, 'refusals')
      if (codes.length === 0) return [at(file, 0, 'declares no `refusals = { … }`: declare them, or delete the file.')]
      const thrown = codesIn(tree, module, (path) => path.startsWith('server/src/') && !isTest(path))
      const tested = codesIn(tree, module, (path) => isTest(path))
      const worded = wordsOf(tree, module)
      return codes.flatMap(({ key, start }) => {
        const finding = (says: string) => at(file, start, `${module}.${key} ${says}`)
        const unworded = ['zh', 'en', ...worded.keys()].filter(
          (language, index, all) => all.indexOf(language) === index && !worded.get(language)?.has(`refusal.${key}`),
        )
        return [
          ...(thrown.has(key) ? [] : [finding(`is thrown nowhere: throw refuse('${module}.${key}'), or take it off.`)]),
          ...(tested.has(key) ? [] : [finding('is tested nowhere: add the case that is refused.')]),
          ...unworded.map((language) => finding(`has no sentence in ${language}: add 'refusal.${key}' to words.ts.`)),
        ]
      })
    }),
}

/**
 * The codes of a module that files mention: `module.code` anywhere, or the bare code inside the module, where logic
 * answers with it. The bare list of codes is no use of them.
 */
function codesIn(tree: Tree, module: string, wanted: (path: string) => boolean): Set<string> {
  const own = new RegExp(`^(?:server/src/modules|contract/src|server/src)/${module}/`)
  return new Set(
    tree
      .typescript()
      .filter(({ path }) => wanted(path) && !/\/(?:refusals|vocab)\.ts$/.test(path))
      .flatMap(({ path, scan }) =>
        scan.literals.flatMap(({ text }) => {
          if (text.startsWith(`${module}.`)) return [text.slice(module.length + 1)]
          return own.test(path) ? [text] : []
        }),
      ),
  )
}

/** The keys of each language in a module's `words.ts`. */
function wordsOf(tree: Tree, module: string): Map<string, Set<string>> {
  const file = tree.get(`contract/src/${module}/words.ts`)
  if (file === undefined) return new Map()
  const keys = ({ start }: Property) => new Set(propertiesAt(file, start).map(({ key }) => key))
  return new Map(declaredObject(file, 'words').map((language) => [language.key, keys(language)]))
}
