import { sentence } from '@shanju/contract/catalogue.ts'
import { BackupError } from '#platform/backup/index.ts'
import { quietError } from '#platform/kit/quiet-error.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { EmbeddedPostgresError } from '#platform/pg/embedded/index.ts'
import { unavailable } from '#platform/pg/errors.ts'
import { UnsuitableDatabase } from '#platform/pg/suitable.ts'
import { ConfigError } from './config.ts'
import { EXIT } from './exit.ts'

interface Explained {
  readonly text: string
  readonly exitCode: number
}

/** A sentence for the person at the terminal, and the exit code. Only a defect shows its stack, and never values. */
export function explain(error: unknown): Explained {
  return ours(error) ?? bySystem(error) ?? byDatabase(error) ?? defect(error)
}

/** Errors that were written for this reader. */
function ours(error: unknown): Explained | undefined {
  if (error instanceof BackupError) return { text: error.message, exitCode: EXIT.refused }
  if (error instanceof ConfigError) return { text: error.message, exitCode: EXIT.config }
  if (error instanceof UnsuitableDatabase) return { text: error.message, exitCode: EXIT.config }
  if (error instanceof EmbeddedPostgresError) {
    return { text: `${error.message}\n${error.remedy}`, exitCode: EXIT.unavailable }
  }
  if (error instanceof Refusal) {
    return {
      text: `${sentence('zh', error.code, error.params)}\n${sentence('en', error.code, error.params)}`,
      exitCode: EXIT.refused,
    }
  }
  return undefined
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

function bySystem(error: unknown): Explained | undefined {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return {
        text: 'The port is in use by another program. Set another one, for example: PORT=8081 npm start',
        exitCode: EXIT.unavailable,
      }
    case 'EADDRNOTAVAIL':
      return { text: 'HOST is no address of this machine. For all of them: HOST=0.0.0.0', exitCode: EXIT.config }
    case 'EACCES':
      if ((error as NodeJS.ErrnoException).syscall !== 'listen') return undefined
      return {
        text: 'Ports below 1024 need rights this user has not. Set PORT to 1024 or above.',
        exitCode: EXIT.config,
      }
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        text: `The name ${(error as { hostname?: string }).hostname ?? ''} cannot be found. Check HOST, DATABASE_URL and DATABASE_APP_URL.`,
        exitCode: EXIT.config,
      }
    default:
      return undefined
  }
}

function byDatabase(error: unknown): Explained | undefined {
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return {
        text: 'The database refused the role or the password. Check DATABASE_URL and DATABASE_APP_URL.',
        exitCode: EXIT.config,
      }
    case '3D000':
      return {
        text: 'There is no database of that name. Make it, owned by the role of DATABASE_URL: create database shanju',
        exitCode: EXIT.config,
      }
  }
  if (!unavailable(error)) return undefined
  return {
    text: 'The database does not answer. Start it, or unset DATABASE_URL and DATABASE_APP_URL.',
    exitCode: EXIT.unavailable,
  }
}

function defect(error: unknown): Explained {
  const { type, message, stack } = quietError(error)
  return { text: [`${type}: ${message}`, stack].filter(Boolean).join('\n'), exitCode: EXIT.failed }
}
