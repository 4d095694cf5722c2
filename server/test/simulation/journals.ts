/** Random journals judged by the auditor: the ledger's balances, closing and statements against an independent reckoning. */
import fc from 'fast-check'
import type { BalanceRow } from '#modules/ledger/logic/balances.ts'
import { checkEntry } from '#modules/ledger/logic/check-entry.ts'
import { closingDrafts } from '#modules/ledger/logic/closing.ts'
import type { PostedEntry } from '#modules/ledger/logic/entry.ts'
import { activityStatement, YEAR } from '#modules/ledger/logic/statements/activity.ts'
import { balanceSheet, CLOSING_COLUMN } from '#modules/ledger/logic/statements/balance-sheet.ts'
import { cashFlowStatement } from '#modules/ledger/logic/statements/cash-flow.ts'
import { facts } from '#modules/ledger/logic/testkit/facts.ts'
import { accountOf, arbitraryJournal, balancesOf, flowsOf } from '#modules/ledger/logic/testkit/journal.ts'
import { HEAD } from '#modules/ledger/logic/testkit/recipes.ts'
import { audit } from './auditor.ts'
import { auditActivity, auditBalanceSheet, auditCashFlow } from './auditor-forms.ts'

const AGENCY_DETAILS = ['10020190']

/** Everything ledger and auditor disagree about in one journal, closed at the end of the year. */
function disagreements(journal: readonly PostedEntry[]): string[] {
  const entries = [...journal, ...closed(journal)]
  const balances = balancesOf(entries)
  const options = { balances, agencyDetails: AGENCY_DETAILS, closedMonths: ['2026-12'], allowOverdraw: true }
  return [...audit(entries, options), ...formDifferences(entries, balances)]
}

function closed(journal: readonly PostedEntry[]): PostedEntry[] {
  const head = { ...HEAD, documentOn: '2026-12-31', postedOn: '2026-12-31' }
  return closingDrafts(balancesOf(journal), head).map((draft, index) => {
    const checked = checkEntry(draft, facts)
    if (checked.refused) throw new Error(`closing was refused: ${JSON.stringify(checked.refused)}`)
    const seq = BigInt(journal.length + index + 1)
    return { ...checked.entry, id: `close-${seq}`, seq, reversedBy: null }
  })
}

function formDifferences(entries: readonly PostedEntry[], balances: readonly BalanceRow[]): string[] {
  const sheet = balanceSheet({ opening: [], closing: balances, accountOf })
  const activity = activityStatement({ period: [], yearToDate: balances, accountOf })
  const flow = cashFlowStatement(flowsOf(entries), null)
  return [
    ...differences('01', auditBalanceSheet(entries, '2026-12', AGENCY_DETAILS), (id) =>
      sheet.figure(id, CLOSING_COLUMN),
    ),
    ...differences('02 U', auditActivity(entries, '2026-01', '2026-12', 'U'), (id) => activity.figure(id, YEAR.U)),
    ...differences('02 R', auditActivity(entries, '2026-01', '2026-12', 'R'), (id) => activity.figure(id, YEAR.R)),
    ...differences('03', auditCashFlow(entries, '2026', AGENCY_DETAILS), (id) => flow.figure(id, 0)),
  ]
}

function differences(
  form: string,
  audited: Readonly<Record<string, bigint>>,
  figure: (id: string) => bigint,
): string[] {
  return Object.entries(audited).flatMap(([id, fen]) =>
    fen === figure(id) ? [] : [`form ${form} line ${id}: ledger ${figure(id)}, auditor ${fen}`],
  )
}

/** Runs so many random journals from a seed. @throws the smallest journal that ledger and auditor disagree about */
export function auditJournals(count: number, seed: number): void {
  const agree = fc.property(arbitraryJournal(), (journal) => {
    const found = disagreements(journal)
    if (found.length > 0) throw new Error(found.join('\n'))
  })
  fc.assert(agree, { numRuns: count, seed })
}
