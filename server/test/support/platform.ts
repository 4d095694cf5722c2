import { firstAdministratorLink } from '#modules/identity/index.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { buildApp } from '#src/app.ts'
import { jobs, listeners, schedule } from '#src/wiring.ts'
import { type FreshDatabase, freshDatabase } from './clone.ts'

export interface TestPlatform extends FreshDatabase {
  readonly url: string
  readonly firstLink: string
}

/** The whole platform on a clone and a free port, with its worker: what a journey walks through. */
export async function startPlatform(): Promise<TestPlatform> {
  const fresh = await freshDatabase()
  const { database, clock, secrets, ownerUrl } = fresh
  const app = buildApp({ database, clock, secrets, logLevel: 'silent', trustProxy: false })
  const worker = await startWorker({ ownerUrl, database, clock, jobs, listeners, schedule, log: () => {} })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const firstLink = await database.transact('test', (tx) => firstAdministratorLink(tx, url))
  if (!firstLink) throw new Error('a fresh database has no administrator')
  return {
    ...fresh,
    url,
    firstLink,
    async close() {
      await app.close()
      await worker.stop()
      await fresh.close()
    },
  }
}
