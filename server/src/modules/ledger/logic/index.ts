export { addRows, type BalanceRow, balanceKeyText, cashFlowsOf, deltasOf } from './balances.ts'
export { findAccount, type HostDetail, listAccounts } from './chart.ts'
export { checkEntry, type PostingFacts } from './check-entry.ts'
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
export { freeFen, overdrawsOf, type Pot, potDeltas, potText } from './overdraw.ts'
export { partsOfEntry } from './parts.ts'

export { applyRecipe, type EntryHead, findRecipe, type Tags } from './recipes/index.ts'

export { DEFAULT_POLICIES } from './recipes/policy.ts'
export { reversalOf } from './reversal.ts'
export { bringsOnly, lineId, poolOf, type Traceable, traceEventsOf } from './trace/events.ts'
export { type Needs, needsOf, onlyBrings } from './trace/needs.ts'
export { trace } from './trace/trace.ts'
export type { Allocation, Holding, Lot, Traced, TraceEvent, TraceState, Use, UseKind } from './trace/types.ts'
export { EDITION_2024_FROM, type Edition, GENERAL_FUND } from './vocab.ts'
