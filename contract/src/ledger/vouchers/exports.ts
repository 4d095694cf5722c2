import { exportOf } from '../../kit/export.ts'
import { voucherRoutes } from './routes.ts'

export const voucherExports = {
  listVouchersExport: exportOf(voucherRoutes.listVouchers, [
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'dated_on', kind: 'day', of: (row) => row.datedOn },
    { key: 'voucher_number', kind: 'count', of: (row) => row.number },
    { key: 'summary', kind: 'text', of: (row) => row.summary },
    { key: 'voucher_entries', kind: 'count', of: (row) => row.entries },
    { key: 'total', kind: 'money', of: (row) => row.totalFen },
  ]),
  /** For hosts whose statutory books stay in another program; the columns are described in the ledger's README. */
  listVoucherLinesExport: exportOf(voucherRoutes.listVoucherLines, [
    { key: 'host', kind: 'text', of: (row) => row.hostName },
    { key: 'dated_on', kind: 'day', of: (row) => row.datedOn },
    { key: 'voucher_word', kind: 'text', of: () => '记' },
    { key: 'voucher_number', kind: 'count', of: (row) => row.number },
    { key: 'voucher_line', kind: 'count', of: (row) => row.line },
    { key: 'summary', kind: 'text', of: (row) => row.summary },
    { key: 'account', kind: 'text', of: (row) => row.account },
    { key: 'account_name', kind: 'text', of: (row) => row.accountName },
    { key: 'debit', kind: 'money', of: (row) => row.debitFen },
    { key: 'credit', kind: 'money', of: (row) => row.creditFen },
    { key: 'restriction', kind: 'word', vocabulary: 'restriction', of: (row) => row.restriction },
    { key: 'limit', kind: 'text', of: (row) => row.limitTitle },
    { key: 'fund', kind: 'text', of: (row) => row.fundName },
    { key: 'kind', kind: 'text', of: (row) => row.kind },
    { key: 'cash_line', kind: 'text', of: (row) => row.cashLine },
    { key: 'voucher_entries', kind: 'count', of: (row) => row.entries },
  ]),
} as const
