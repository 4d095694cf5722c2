import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Adds the SHA-256 of every new migration to `hashes.json` beside them and returns the names added. A migration that is
 * listed already and reads differently now is refused: databases out there have run the old text.
 */
export async function updateHashes(folder: string): Promise<string[]> {
  const file = join(folder, 'hashes.json')
  const known: Record<string, string> = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'))
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const current = await Promise.all(names.map(async (name) => [name, await hashOf(join(folder, name))] as const))
  const changed = current.filter(([name, hash]) => known[name] !== undefined && known[name] !== hash)
  if (changed.length > 0)
    throw new Error(
      `Merged migrations never change: restore ${changed.map(([name]) => name).join(', ')}, write a new one.`,
    )
  const added = names.filter((name) => known[name] === undefined)
  if (added.length > 0) {
    const sorted = Object.entries({ ...known, ...Object.fromEntries(current) }).toSorted(([a], [b]) =>
      a.localeCompare(b),
    )
    await writeFile(file, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`)
  }
  return added
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
