import { at, type Check, type Finding } from './check.ts'
import { type Import, importsOf } from './imports.ts'
import { isTest, type Room, roomOf } from './place.ts'
import type { SourceFile, Tree } from './tree.ts'

type Rule = {
  /** Files and folders the room may import from. */
  files: readonly string[]
  /** npm packages: those its `package.json` names, or this list only. */
  packages: 'declared' | readonly string[]
  /** Whether it may use Node's own modules. */
  node: boolean
}

const ALL: readonly string[] = ['']

/** Who may know whom; ARCHITECTURE.md draws it. */
const RULES: Readonly<Record<Room, Rule>> = {
  contract: { files: ['contract/'], packages: ['zod'], node: false },
  // `qr` is read into the page alone, to find a code in a picture.
  verifier: { files: ['verifier/', 'contract/src/transparency/'], packages: ['qr'], node: true },
  portal: { files: ['portal/', 'contract/'], packages: 'declared', node: true },
  console: { files: ['console/', 'contract/'], packages: 'declared', node: false },
  platform: {
    files: [
      'server/src/platform/',
      'contract/src/kit/',
      'contract/src/access.ts',
      'contract/src/catalogue.ts',
      'contract/src/platform/',
      // The platform's own routes: messages to people, and who did what.
      'contract/src/notify/',
      'contract/src/trail/',
    ],
    packages: 'declared',
    node: true,
  },
  modules: {
    files: ['server/src/modules/', 'server/src/platform/', 'contract/', 'data/'],
    packages: 'declared',
    node: true,
  },
  top: { files: ['server/', 'contract/', 'data/', 'portal/', 'verifier/'], packages: 'declared', node: true },
  'server tests': { files: ALL, packages: 'declared', node: true },
  tools: { files: ALL, packages: 'declared', node: true },
  bench: { files: ALL, packages: 'declared', node: true },
}

export const rooms: Check = {
  title: 'each room imports only the rooms it may know',
  find: (tree) =>
    tree.typescript().flatMap((file) => {
      const room = roomOf(file.path)
      if (room === undefined) return []
      return importsOf(file).flatMap((wanted) => findingOf(tree, file, room, wanted))
    }),
}

function findingOf(tree: Tree, file: SourceFile, room: Room, wanted: Import): Finding[] {
  const { target, position } = wanted
  const rule = RULES[room]
  const test = isTest(file.path)
  const build = /(^|\/)(vite|build)[^/]*\.ts$/.test(file.path)
  if (target.kind === 'node')
    return rule.node || test || build
      ? []
      : [at(file, position, `imports ${target.name}: ${room} runs in a browser too; have the value handed in.`)]
  if (target.kind === 'package') return packageFinding(tree, file, room, target.name, position)
  if (isTest(target.path) && !test && room !== 'tools' && room !== 'bench')
    return [at(file, position, `imports ${target.path}: product code does not use test support; move what it needs.`)]
  const allowed = test ? [...rule.files, 'server/test/'] : rule.files
  if (allowed.some((folder) => target.path.startsWith(folder))) return []
  const rest = rule.files.join(', ')
  return [at(file, position, `imports ${target.path}: ${room} may import ${rest} only; see ARCHITECTURE.md.`)]
}

function packageFinding(tree: Tree, file: SourceFile, room: Room, name: string, position: number): Finding[] {
  const rule = RULES[room]
  const test = isTest(file.path)
  if (rule.packages !== 'declared' && !test)
    return rule.packages.includes(name)
      ? []
      : [at(file, position, `imports ${name}: ${room} depends on ${rule.packages.join(', ') || 'no package'} only.`)]
  const workspace = file.path.split('/', 1)[0] ?? ''
  const manifests =
    test || room === 'tools' || room === 'bench'
      ? [`${workspace}/package.json`, 'package.json']
      : [`${workspace}/package.json`]
  // A build script may use any package of any room; installed from the root, they stand side by side.
  const looked =
    room === 'tools' || room === 'bench' ? [...manifests, 'server/package.json', 'console/package.json'] : manifests
  if (looked.some((path) => declares(tree, path, name))) return []
  return [
    at(
      file,
      position,
      `imports ${name}, which ${looked.join(' and ')} do not name: add it there with one exact version.`,
    ),
  ]
}

function declares(tree: Tree, manifest: string, name: string): boolean {
  const text = tree.get(manifest)?.text
  if (text === undefined) return false
  const parsed: Record<string, Record<string, string> | undefined> = JSON.parse(text)
  return [parsed.dependencies, parsed.devDependencies, parsed.optionalDependencies].some(
    (listed) => listed !== undefined && name in listed,
  )
}
