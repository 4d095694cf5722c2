/**
 * The private PostgreSQL 18 that is there when no DATABASE_URL is set: found in node_modules, kept under the data
 * directory, started, adopted after a crash, stopped. README.md beside this file says what it refuses and why.
 */
import { systemPlaces } from './locate.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, start } from './run.ts'

export { attachEmbedded } from './attach.ts'
export { EmbeddedPostgresError } from './errors.ts'
export type { EmbeddedOptions, EmbeddedPostgres }

/**
 * Starts the private database of a data directory, or adopts its running server.
 *
 * @throws EmbeddedPostgresError with a sentence and a remedy; nothing is left running or locked then.
 */
export function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  return start(options, systemPlaces())
}
