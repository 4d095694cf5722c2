import { rm } from 'node:fs/promises'
import { attachEmbedded, type EmbeddedPostgres, startEmbedded } from '#platform/pg/embedded/index.ts'
import { scratch } from './scratch.ts'

const DATA_DIR = `${scratch()}test`

interface TestUrls {
  readonly ownerUrl: string
  readonly appUrl: string
}

/** One PostgreSQL for a whole test run; test processes find it through their environment. */
export async function startTestPostgres(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const postgres = await start()
  return {
    env: { SHANJU_TEST_OWNER_URL: postgres.ownerUrl, SHANJU_TEST_APP_URL: postgres.appUrl },
    async stop() {
      await postgres.stop()
      await rm(DATA_DIR, { recursive: true, force: true })
    },
  }
}

/**
 * The server the run started; or, for a test file started by hand, the one already there or a new one, which then
 * stays up for the next file.
 */
export async function testUrls(): Promise<TestUrls> {
  const { SHANJU_TEST_OWNER_URL: ownerUrl, SHANJU_TEST_APP_URL: appUrl } = process.env
  if (ownerUrl && appUrl) return { ownerUrl, appUrl }
  return (await attachEmbedded({ dataDir: DATA_DIR })) ?? (await start())
}

/** Nothing of a test database outlives its use, so it may skip what makes a real one crash-proof. */
const start = (): Promise<EmbeddedPostgres> => startEmbedded({ dataDir: DATA_DIR, tuning: 'test', log: () => {} })
