import { loggedGovernance } from '#modules/governance/index.ts'
import { loggedEntries, loggedMonths } from '#modules/ledger/index.ts'
import { loggedChanges } from '#modules/regulations/index.ts'
import { draftsOfAll, type LoggedRows, loggedErasures } from '#modules/transparency/index.ts'

/** Tables that grow with decisions, not with gifts: few enough to be looked through at every start. */
export const fewLogged: readonly LoggedRows[] = [
  loggedChanges,
  loggedMonths,
  loggedGovernance.rules,
  loggedGovernance.resolutions,
  loggedGovernance.boardDecisions,
  loggedErasures,
]

/** Every table of which each row stands in the public log. What corrects something stands after it. */
export const allLogged: readonly LoggedRows[] = [loggedEntries, ...fewLogged]

/** What the public log must say of a row, whosever it is. */
export const draftsOf = draftsOfAll(allLogged)
