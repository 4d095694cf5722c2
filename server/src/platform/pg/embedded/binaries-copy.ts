import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** One entry of the tree a copy must be: a link's target, or a file's length; `undefined` target for a file. */
type Entry = { path: string; target: string | undefined; bytes: number; program: boolean }

/**
 * Copies bin, lib and share, with every library link in place, so that any user may run them and none but us may
 * change them. The copy appears under its name whole or not at all; a damaged one under that name is replaced.
 */
export function copyBinaries(original: string, copy: string): void {
  const draft = mkdtempSync(`${copy}.`)
  try {
    for (const { path, target, program } of entriesOf(original)) {
      const to = join(draft, path)
      makeDirectories(draft, dirname(path))
      if (target !== undefined) symlinkSync(target, to)
      else {
        copyFileSync(join(original, path), to, constants.COPYFILE_FICLONE)
        chmodSync(to, program ? 0o755 : 0o644)
      }
    }
    chmodSync(draft, 0o755)
    // A damaged copy of ours goes; somebody else's directory of this name makes the rename fail, and is left alone.
    if (belongsToUs(copy)) rmSync(copy, { recursive: true, force: true })
    renameSync(draft, copy)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * Whether a finished copy can be trusted: every entry is there with its length, and nobody but us could have written
 * any of it. A name in /var/tmp can be taken by anyone beforehand; its owner cannot be forged.
 */
export function isFaithfulCopy(original: string, copy: string): boolean {
  if (!belongsToUs(copy)) return false
  return entriesOf(original).every(({ path, target, bytes }) => {
    try {
      const found = lstatSync(join(copy, path))
      if (found.uid !== ownUid() || !belongsToUs(join(copy, dirname(path)))) return false
      if (target !== undefined) return found.isSymbolicLink() && readlinkSync(join(copy, path)) === target
      return found.isFile() && found.size === bytes && (found.mode & 0o022) === 0
    } catch {
      return false
    }
  })
}

function belongsToUs(directory: string): boolean {
  try {
    const found = lstatSync(directory)
    return found.isDirectory() && found.uid === ownUid() && (found.mode & 0o022) === 0
  } catch {
    return false
  }
}

function ownUid(): number {
  return process.getuid?.() ?? 0
}

/** Everything a running server needs, with the links that the package lists but its install script may not have made. */
function entriesOf(original: string): Entry[] {
  const entries = ['bin', 'lib', 'share'].flatMap((top) => walk(original, top))
  const known = new Set(entries.map((entry) => entry.path))
  for (const link of listedLinks(original)) {
    if (!known.has(link.path)) entries.push(link)
  }
  return entries
}

function walk(original: string, path: string): Entry[] {
  return readdirSync(join(original, path), { withFileTypes: true }).flatMap((item): Entry[] => {
    const inner = join(path, item.name)
    if (item.isDirectory()) return walk(original, inner)
    // Archives serve only to compile against.
    if (item.name.endsWith('.a')) return []
    const { size, mode } = lstatSync(join(original, inner))
    const target = item.isSymbolicLink() ? readlinkSync(join(original, inner)) : undefined
    return [{ path: inner, target, bytes: size, program: (mode & 0o100) !== 0 || path === 'bin' }]
  })
}

/** pg-symlinks.json: [{ "source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5" }]. */
function listedLinks(original: string): Entry[] {
  const file = join(original, 'pg-symlinks.json')
  if (!existsSync(file)) return []
  const listed: { source: string; target: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  return listed.map(({ source, target }) => ({
    path: relative('native', target),
    target: relative(dirname(target), source),
    bytes: 0,
    program: false,
  }))
}

/** mkdir's mode passes through the umask, which may be 077; hence each level's mode is set. */
function makeDirectories(root: string, path: string): void {
  if (path === '.' || existsSync(join(root, path))) return
  makeDirectories(root, dirname(path))
  mkdirSync(join(root, path))
  chmodSync(join(root, path), 0o755)
}
