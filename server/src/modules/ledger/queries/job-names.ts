export const TRACE = 'ledger.trace'
