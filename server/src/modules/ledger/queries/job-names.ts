/** Names by which jobs of this module are wanted and run. */
export const ARCHIVE_MONTH = 'ledger.archive_month'
export const DAY_CLOSE = 'ledger.day_close'
export const TRACE = 'ledger.trace'
