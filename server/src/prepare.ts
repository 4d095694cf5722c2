import { loadDivisions } from '#modules/divisions/index.ts'
import { loadQuestionnaires } from '#modules/evaluation/index.ts'
import { loadCharts } from '#modules/ledger/index.ts'
import { loadRegulations } from '#modules/regulations/index.ts'
import { openLog, stageMissing } from '#modules/transparency/index.ts'
import type { Clock } from '#platform/kit/clock.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import { openDatabase } from '#platform/pg/db.ts'
import { migrate } from '#platform/pg/migrate.ts'
import { refuseOtherSecret } from '#platform/pg/secret-print.ts'
import { allLogged, fewLogged } from './logged.ts'

export interface Urls {
  readonly ownerUrl: string
  readonly appUrl: string
}

/**
 * Brings a database to where this program can use it: migrations, then the facts that ship as files. Repeating it
 * changes nothing. Start-up and the template of the tests go through here, so they cannot differ.
 */
export async function prepareDatabase(
  { ownerUrl, appUrl }: Urls,
  options: {
    readonly clock: Clock
    readonly secrets: Secrets
    readonly logName?: string | undefined
    /** Leaves the public log unopened and unlooked at. */
    readonly logAsItIs?: boolean
  },
): Promise<{ applied: string[] }> {
  const { clock, secrets, logName, logAsItIs } = options
  const done = await migrate(ownerUrl, decodeURIComponent(new URL(appUrl).username))
  const database = openDatabase(appUrl, clock, secrets, 1)
  try {
    await database.transact('start', async (tx) => {
      await refuseOtherSecret(tx)
      await loadDivisions(tx)
      await loadRegulations(tx)
      await loadCharts(tx)
      await loadQuestionnaires(tx)
      // Entries are too many to be looked through at each start, and each has had its leaf since the log opened.
      if (!logAsItIs) await stageMissing(tx, (await openLog(tx, logName)) ? allLogged : fewLogged)
    })
    return done
  } finally {
    await database.close()
  }
}
