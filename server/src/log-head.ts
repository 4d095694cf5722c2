import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const NAME = 'log-head'

/** The last head of the public log this server published, as it knows from outside the database; undefined before the first. */
export function keptHead(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, NAME), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all, whenever the power goes. */
export function keepHead(dataDir: string, note: string): void {
  const file = join(dataDir, NAME)
  const draft = `${file}.${process.pid}`
  const opened = openSync(draft, 'w', 0o644)
  try {
    writeSync(opened, note)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
  renameSync(draft, file)
}
