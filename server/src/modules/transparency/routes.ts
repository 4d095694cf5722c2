import { routes } from '@shanju/contract/transparency/routes.ts'
import { subjectOfAll } from '#modules/regulations/index.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { addWitness, removeWitness, setQuorum } from './actions/change-witnesses.ts'
import { eraseOpening } from './actions/erase-opening.ts'
import { logHealth, publicLog } from './queries/log-state.ts'
import type { DraftsOf } from './queries/logged.ts'

/** @param draftsOf what the tables of all modules say of a row: wiring knows them */
export const transparencyServed = (draftsOf: DraftsOf): readonly Served[] => [
  serve(routes.getLog, (tx) => publicLog(tx)),
  serve(routes.health, (tx) => logHealth(tx), subjectOfAll),
  serve(
    routes.addWitness,
    async (tx, actor, { body }) => {
      await addWitness(tx, actor, body)
      return logHealth(tx)
    },
    subjectOfAll,
  ),
  serve(
    routes.removeWitness,
    async (tx, actor, { params }) => {
      await removeWitness(tx, actor, params.id)
      return logHealth(tx)
    },
    subjectOfAll,
  ),
  serve(
    routes.setQuorum,
    async (tx, actor, { body }) => {
      await setQuorum(tx, actor, body.threshold)
      return logHealth(tx)
    },
    subjectOfAll,
  ),
  serve(
    routes.eraseOpening,
    async (tx, actor, { body }) => {
      await eraseOpening(tx, actor, { subjectId: body.row, reason: body.reason }, draftsOf)
      return { erasedAt: tx.now }
    },
    subjectOfAll,
  ),
]
