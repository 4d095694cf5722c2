import type { Subject } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/platform/routes.ts'
import type { Demonstration } from '@shanju/contract/platform/shapes.ts'
import { sql } from 'kysely'
import { type Served, serve } from '#platform/http/index.ts'
import { findInstance, isDemonstration } from '#platform/instance/index.ts'
import { addJob } from '#platform/jobs/outbox.ts'
import type { Job } from '#platform/jobs/worker.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { VERSION } from '../version.ts'
import { declareDemonstration, isEmpty } from './declare.ts'
import { fillDemonstration, USUAL_SEED } from './fill.ts'

const FILL = 'demonstration.fill'

export const demonstrationServed: readonly Served[] = [
  serve(routes.about, async (tx) => ({
    version: VERSION,
    demonstration: await isDemonstration(tx),
    empty: await isEmpty(tx),
  })),
  serve(routes.demonstration, stateOf, wholeCity),
  serve(
    routes.loadDemonstration,
    async (tx, actor) => {
      await declareDemonstration(tx)
      await addJob(tx, FILL, {}, { key: FILL })
      await record(tx, actor, {
        action: 'platform.load_demonstration',
        subjectKind: 'platform',
        subjectId: 'instance',
        subject: await wholeCity(tx),
      })
      return stateOf(tx)
    },
    wholeCity,
  ),
]

/** Fills what was declared. Run again after a kill it begins anew, after the end it does nothing. */
export const fillJob = (served: readonly Served[]): Job => ({
  name: FILL,
  async run({ database, clock, transact }) {
    const secrets = await transact(async (tx) => tx.secrets)
    await fillDemonstration({ database, clock, secrets, served, seed: USUAL_SEED })
  },
})

async function stateOf(tx: Tx): Promise<Demonstration> {
  const instance = await findInstance(tx)
  if (instance?.kind !== 'demonstration') return { state: 'none', done: 0, total: null, signIns: [] }
  const { filledAt, done, total } = instance
  return { state: filledAt ? 'ready' : 'filling', done, total, signIns: [...instance.signIns] }
}

/** Only who governs all of it may turn the platform into a demonstration. */
async function wholeCity(tx: Tx): Promise<Subject> {
  const { rows } = await sql<{ path: string[] }>`
    select path from divisions.pub_divisions where cardinality(path) = 1`.execute(tx.db)
  return { divisions: rows[0]?.path ?? [] }
}
