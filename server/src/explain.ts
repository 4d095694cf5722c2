import { sentence } from '@shanju/contract/catalogue.ts'
import { BackupError } from '#platform/backup/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { EmbeddedPostgresError } from '#platform/pg/embedded/index.ts'
import { ConfigError } from './config.ts'

/** Exit codes of the command, after sysexits: a script can tell a typing error from a broken disk. */
export const EXIT = { ok: 0, failed: 1, usage: 64, refused: 65, unavailable: 69, config: 78 } as const

/** A sentence for the person at the terminal, and the exit code. Only a defect shows its stack. */
export function explain(error: unknown): { text: string; exitCode: number } {
  if (error instanceof BackupError) return { text: error.message, exitCode: EXIT.refused }
  if (error instanceof ConfigError) return { text: error.message, exitCode: EXIT.config }
  if (error instanceof EmbeddedPostgresError) {
    return { text: `${error.message}\n${error.remedy}`, exitCode: EXIT.unavailable }
  }
  if (error instanceof Refusal) {
    return {
      text: `${sentence('zh', error.code, error.params)}\n${sentence('en', error.code, error.params)}`,
      exitCode: EXIT.refused,
    }
  }
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') {
    return {
      text: 'The port is in use by another program. Set another one, for example: PORT=8081 npm start',
      exitCode: EXIT.unavailable,
    }
  }
  if (code === 'EACCES' && (error as NodeJS.ErrnoException).syscall === 'listen') {
    return { text: 'Ports below 1024 need rights this user has not. Set PORT to 1024 or above.', exitCode: EXIT.config }
  }
  if (code === 'ECONNREFUSED') {
    return {
      text: 'The database at DATABASE_URL does not answer. Start it, or unset DATABASE_URL.',
      exitCode: EXIT.unavailable,
    }
  }
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: EXIT.failed }
}
