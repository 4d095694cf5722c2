import { at, type Check, type Finding } from './check.ts'
import { type Import, importsOf } from './imports.ts'
import { isTest, moduleFolders, moduleOf, moduleOrder } from './place.ts'
import type { SourceFile, Tree } from './tree.ts'

export const modules: Check = {
  title: 'a module imports only the doors of modules before it',
  find: (tree) => {
    const order = moduleOrder(tree)
    const unlisted = moduleFolders(tree)
      .filter((name) => !order.includes(name))
      .map((name) => ({
        where: `server/src/modules/${name}`,
        says: 'is not in order.ts: give it its place in the order.',
      }))
    return [...unlisted, ...eachImport(tree, (file, wanted, path) => between(order, file, wanted, path))]
  },
}

export const layers: Check = {
  title: 'inside a module, entrances lead to actions and queries, and these to logic',
  find: (tree) => eachImport(tree, (file, wanted, path) => within(file, wanted, path)),
}

function eachImport(
  tree: Tree,
  judge: (file: SourceFile, wanted: Import, path: string) => string | undefined,
): Finding[] {
  return tree.typescript('server/src/modules/').flatMap((file) =>
    importsOf(file).flatMap((wanted) => {
      if (wanted.target.kind !== 'file') return []
      const says = judge(file, wanted, wanted.target.path)
      return says === undefined ? [] : [at(file, wanted.position, says)]
    }),
  )
}

function between(order: readonly string[], file: SourceFile, wanted: Import, path: string): string | undefined {
  const [own, other] = [moduleOf(file.path), moduleOf(path)]
  if (own === undefined || other === undefined || own === other) return undefined
  if (path !== `server/src/modules/${other}/index.ts`)
    return `imports ${path}: ask for it through the door, #modules/${other}/index.ts.`
  // A test may arrange facts of later modules; the product may not.
  // A module that has no place in the order yet is reported once, as such, not for every import.
  const known = order.includes(other) && order.includes(own)
  if (isTest(file.path) || !known || order.indexOf(other) < order.indexOf(own)) return undefined
  const names = wanted.names.join(', ')
  return `imports ${names} from ${other}, which comes after ${own}: let wiring.ts hand it in, listen to an event, or move the rule earlier.`
}

const LAYERS = ['logic', 'actions', 'queries', 'routes.ts', 'jobs.ts', 'listeners.ts'] as const
type Layer = (typeof LAYERS)[number]

/** What each part of a module may import of its own module; parts not named here stand beside the actions. */
const BELOW: Readonly<Record<Layer, readonly string[]>> = {
  logic: ['logic'],
  queries: ['queries', 'logic', 'beside'],
  actions: ['actions', 'queries', 'logic', 'beside'],
  'routes.ts': ['actions', 'queries', 'logic', 'beside'],
  'jobs.ts': ['actions', 'queries', 'logic', 'beside'],
  'listeners.ts': ['actions', 'queries', 'logic', 'beside'],
}

function within(file: SourceFile, wanted: Import, path: string): string | undefined {
  if (isTest(file.path)) return undefined
  const own = moduleOf(file.path)
  if (own === undefined) return undefined
  const layer = layerOf(file.path)
  const plain = path.startsWith('contract/') || path.startsWith('data/') || wanted.typeOnly
  if (layer === 'logic' && moduleOf(path) !== own && !plain)
    return `imports ${path}: logic knows only logic, the contract and facts of data/; pass the rest as plain data.`
  if (moduleOf(path) !== own || layer === 'index.ts') return undefined
  const asked = layerOf(path)
  if (asked === 'index.ts') return 'imports its own door: import the file that holds the thing.'
  if (isLayer(layer))
    return BELOW[layer].includes(asked) ? undefined : `imports ${asked}: ${layer} may use ${BELOW[layer].join(', ')}.`
  const entrance = asked === 'routes.ts' || asked === 'jobs.ts' || asked === 'listeners.ts'
  return entrance ? `imports ${asked}: only the door and the wiring know a module's entrances.` : undefined
}

function layerOf(path: string): string {
  const part = path.split('/')[4] ?? ''
  return part === 'index.ts' || isLayer(part) ? part : 'beside'
}

function isLayer(part: string): part is Layer {
  return LAYERS.some((layer) => layer === part)
}
