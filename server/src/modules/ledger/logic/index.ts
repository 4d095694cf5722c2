export { amountInWords } from './amount-in-words.ts'
export { addRows, type BalanceRow, balanceKeyText, type CashFlow, cashFlowsOf, deltasOf } from './balances.ts'
export { matchBank } from './bank/match.ts'
export { bookRecipe, stepOf } from './book-recipe.ts'
export {
  accountTitle,
  findAccount,
  type HostDetail,
  isAgencyAsset,
  isCash,
  listAccounts,
  listMappings2004,
} from './chart.ts'
export { checkEntry, type PostingFacts } from './check-entry.ts'
export { checkBooks } from './checks/books.ts'
export type { CheckResult } from './checks/result.ts'
export { closingDrafts } from './closing.ts'
export {
  type BalancedEntry,
  credit,
  debit,
  type EntryDraft,
  type Line,
  NO_DIMENSIONS,
  type PostedEntry,
} from './entry.ts'
export { broughtForward, JOURNAL_FORMATS, type JournalFormat, journalWriter } from './export/formats.ts'
export { closesIn, lastDayOf, monthsFrom } from './month-rows.ts'
export { type OpeningRow, readOpeningSheet } from './opening-sheet.ts'
export { freeFen, overdrawsOf, type Pot, potDeltas, potText } from './overdraw.ts'
export { paperOf } from './papers/forms.ts'
export { accountPaper, trialPaper } from './papers/lists.ts'
export { type MonthAct, partsOfEntry, partsOfMonth } from './parts.ts'
export { decideClose, decideReopen } from './period.ts'
export { describeRecipes } from './recipes/describe.ts'
export { applyRecipe, type EntryHead, findRecipe, type Tags } from './recipes/index.ts'
export { DEFAULT_POLICIES, POLICIES, type Policies } from './recipes/policy.ts'
export { reversalOf } from './reversal.ts'
export { FORMS } from './statements/form.ts'
export { accountOf, columnsOf, type Figures, linesOf, type Part, partsOf, type Report } from './statements/forms.ts'
export { type FundStatement, fundStatement } from './statements/fund-statement.ts'
export { between, upTo } from './statements/positions.ts'
export { monthList, yearBefore } from './statements/span.ts'
export { isTrialBalanced, trialBalance } from './statements/trial-balance.ts'
export { bringsOnly, lineId, poolOf, type Traceable, traceEventsOf } from './trace/events.ts'
export { type Needs, needsOf, onlyBrings } from './trace/needs.ts'
export { trace } from './trace/trace.ts'
export type { Allocation, Holding, Lot, Traced, TraceEvent, TraceState, Use, UseKind } from './trace/types.ts'
export { EDITION_2024_FROM, type Edition, GENERAL_FUND } from './vocab.ts'
