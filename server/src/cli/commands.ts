import { serveUntilStopped } from '../main.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { importGifts } from './import-gifts.ts'
import { addUser } from './user-add.ts'
import { verify } from './verify.ts'

export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly files: readonly string[]
}

export interface Command {
  readonly summary: string
  readonly help: string
  readonly options: Readonly<Record<string, { type: 'string' | 'boolean'; short?: string }>>
  /** Options that must be there. */
  readonly needs: readonly string[]
  /** How many file names it takes. */
  readonly files: number
  /** Returns the exit code. */
  run(given: Given): Promise<number>
}

const serve: Command = {
  summary: 'start the platform',
  help: `npx shanju serve
Starts the platform (as npm start does) and runs until Ctrl-C or SIGTERM. Without DATABASE_URL it starts a private
PostgreSQL under SHANJU_DATA (default: var/).`,
  options: {},
  needs: [],
  files: 0,
  run: async () => {
    await serveUntilStopped(process.env)
    return new Promise(() => {})
  },
}

/** Name as typed → what it does. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve,
  'user add': addUser,
  import: importGifts,
  verify,
  backup: backupCommand,
  restore: restoreCommand,
}
