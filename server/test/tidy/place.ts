import type { Tree } from './tree.ts'

export type Room =
  | 'contract'
  | 'verifier'
  | 'portal'
  | 'console'
  | 'platform'
  | 'modules'
  | 'top'
  | 'server tests'
  | 'tools'
  | 'bench'

const ROOMS: readonly (readonly [folder: string, room: Room])[] = [
  ['contract/', 'contract'],
  ['verifier/', 'verifier'],
  ['portal/', 'portal'],
  ['console/', 'console'],
  ['server/src/platform/', 'platform'],
  ['server/src/modules/', 'modules'],
  ['server/test/', 'server tests'],
  ['server/', 'top'],
  ['tools/', 'tools'],
  ['bench/', 'bench'],
]

/** The room a path lies in; undefined for files at the root and in `docs/` or `data/`. */
export function roomOf(path: string): Room | undefined {
  return ROOMS.find(([folder]) => path.startsWith(folder))?.[1]
}

/** Tests and what only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('server/test/') || /\/testkit(?:\/|\.ts$)/.test(path)
}

/** The module a path of `server/src/modules` belongs to; undefined for everything else, `order.ts` included. */
export function moduleOf(path: string): string | undefined {
  return /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1]
}

/** The modules from first to last, as `order.ts` lists them. */
export function moduleOrder(tree: Tree): readonly string[] {
  return tree.get('server/src/modules/order.ts')?.scan.literals.map((literal) => literal.text) ?? []
}

/** The module folders there are, listed or not. */
export function moduleFolders(tree: Tree): string[] {
  return [...new Set(tree.files.flatMap((file) => moduleOf(file.path) ?? []))]
}
