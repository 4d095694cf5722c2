import { exportOf } from '../../kit/export.ts'
import { showId } from '../../kit/ids.ts'
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
  listDraftsExport: exportOf(voucherRoutes.listDrafts, [
    { key: 'state', kind: 'word', vocabulary: 'draft', of: (row) => row.state },
    { key: 'recipe', kind: 'text', of: (row) => row.recipe },
    { key: 'document_on', kind: 'day', of: (row) => row.documentOn },
    { key: 'posted_on', kind: 'day', of: (row) => row.postedOn },
    { key: 'summary', kind: 'text', of: (row) => row.summary },
    { key: 'total', kind: 'money', of: (row) => row.totalFen },
    { key: 'maker', kind: 'text', of: (row) => row.makerName },
    { key: 'made_at', kind: 'instant', of: (row) => row.madeAt },
    { key: 'id', kind: 'text', of: (row) => showId('draft', row.id) },
  ]),
  listCommitmentsExport: exportOf(voucherRoutes.listCommitments, [
    { key: 'state', kind: 'word', vocabulary: 'commitment', of: (row) => row.state },
    { key: 'due_on', kind: 'day', of: (row) => row.dueOn },
    { key: 'fund', kind: 'text', of: (row) => row.fund?.name ?? null },
    { key: 'limit', kind: 'text', of: (row) => row.restriction?.title ?? null },
    { key: 'total', kind: 'money', of: (row) => row.amountFen },
    { key: 'purpose', kind: 'text', of: (row) => row.purpose },
    { key: 'made_at', kind: 'instant', of: (row) => row.madeAt },
    { key: 'reason', kind: 'text', of: (row) => row.reason },
    { key: 'id', kind: 'text', of: (row) => showId('commitment', row.id) },
  ]),
} as const
