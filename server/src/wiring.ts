import { served as ballots } from '#modules/ballots/index.ts'
import { served as coverage } from '#modules/coverage/index.ts'
import { served as divisions } from '#modules/divisions/index.ts'
import { served as evaluation } from '#modules/evaluation/index.ts'
import { served as funds, keptFunds } from '#modules/funds/index.ts'
import { jobs as givingJobs, givingServed, keptGifts, orderNumbersOf } from '#modules/giving/index.ts'
import { served as governance, largeSumOf } from '#modules/governance/index.ts'
import {
  served as identity,
  jobs as identityJobs,
  schedule as identitySchedule,
  shownNames,
} from '#modules/identity/index.ts'
import { jobs as ledgerJobs, schedule as ledgerSchedule, ledgerServed } from '#modules/ledger/index.ts'
import { served as organisations, subjectOfWhere } from '#modules/organisations/index.ts'
import { keptPayments, paymentsServed, unreconciled } from '#modules/payments/index.ts'
import { served as projects, publicProjects, worksOf } from '#modules/projects/index.ts'
import {
  loggedChanges,
  jobs as regulationsJobs,
  schedule as regulationsSchedule,
  regulationsServed,
  subjectOfAll,
} from '#modules/regulations/index.ts'
import { served as supervision } from '#modules/supervision/index.ts'
import {
  stageRows,
  jobs as transparencyJobs,
  schedule as transparencySchedule,
  transparencyServed,
} from '#modules/transparency/index.ts'
import type { Served } from '#platform/http/index.ts'
import { jobs as platformJobs, schedule as platformSchedule } from '#platform/jobs/sweep.ts'
import type { Job, Listeners } from '#platform/jobs/worker.ts'
import { notifyServed } from '#platform/notify/index.ts'
import { trailServed } from '#platform/trail/routes.ts'
import { demonstrationServed, fillJob } from './demo/served.ts'
import { draftsOf } from './logged.ts'

/** Everything that is served, in the order of the modules. */
export const served: readonly Served[] = [
  ...demonstrationServed,
  ...trailServed(shownNames, subjectOfWhere),
  ...notifyServed(subjectOfAll),
  ...divisions,
  ...organisations,
  ...identity,
  ...regulationsServed(
    (tx, change) => stageRows(tx, loggedChanges, [change]),
    [keptFunds, keptPayments(largeSumOf), keptGifts],
  ),
  ...transparencyServed(draftsOf),
  ...ledgerServed(unreconciled),
  ...funds,
  ...paymentsServed(orderNumbersOf, { largeSumOf, worksOf }),
  ...governance,
  ...givingServed(publicProjects),
  ...projects,
  ...ballots,
  ...evaluation,
  ...supervision,
  ...coverage,
]

export const jobs: readonly Job<never>[] = [
  ...platformJobs,
  ...identityJobs,
  ...regulationsJobs,
  ...transparencyJobs,
  ...ledgerJobs,
  ...givingJobs,
  fillJob(served),
]

/** What runs by the clock; times are UTC. */
export const schedule = [
  ...platformSchedule,
  ...identitySchedule,
  ...regulationsSchedule,
  ...transparencySchedule,
  ...ledgerSchedule,
]

/** Which jobs hear which events. An earlier module tells; a later one listens; here is where they meet. */
export const listeners: Listeners = {
  'divisions.changed': ['identity.refresh_reach'],
}
