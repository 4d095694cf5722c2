import { exportOf } from '../kit/export.ts'
import { formatPublicId, showId } from '../kit/ids.ts'
import { payoutRoutes } from './payout-routes.ts'

/** Lists of this module as files. */
export const exports = {
  listPaymentsExport: exportOf(payoutRoutes.listPayments, [
    { key: 'code', kind: 'text', of: (row) => formatPublicId(row.code) },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'fund', kind: 'text', of: (row) => row.fund.name },
    { key: 'payee', kind: 'text', of: (row) => row.payee.label },
    { key: 'payee_kind', kind: 'word', vocabulary: 'payee', of: (row) => row.payee.kind },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'paid', kind: 'money', of: (row) => row.paidFen },
    { key: 'returned', kind: 'money', of: (row) => row.returnedFen },
    { key: 'purpose', kind: 'text', of: (row) => row.purpose },
    { key: 'requested_at', kind: 'instant', of: (row) => row.requestedAt },
    { key: 'paid_at', kind: 'instant', of: (row) => row.paidAt },
    { key: 'reached_at', kind: 'instant', of: (row) => row.reachedAt },
    { key: 'hours', kind: 'count', of: (row) => row.hoursToPay },
    { key: 'id', kind: 'text', of: (row) => showId('payment', row.id) },
  ]),
  listPayeesExport: exportOf(payoutRoutes.listPayees, [
    { key: 'payee', kind: 'text', of: (row) => row.label },
    { key: 'payee_kind', kind: 'word', vocabulary: 'payee', of: (row) => row.kind },
    { key: 'last_four', kind: 'text', of: (row) => row.lastFour },
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'verified_at', kind: 'instant', of: (row) => row.verified?.at ?? null },
    { key: 'ended', kind: 'word', vocabulary: 'ended', of: (row) => row.ended },
    { key: 'added_at', kind: 'instant', of: (row) => row.addedAt },
    { key: 'id', kind: 'text', of: (row) => showId('payee', row.id) },
  ]),
  listAuthoritiesExport: exportOf(payoutRoutes.listAuthorities, [
    { key: 'fund', kind: 'text', of: (row) => row.fund.name },
    { key: 'authority', kind: 'word', vocabulary: 'authority', of: (row) => row.kind },
    { key: 'made_at', kind: 'instant', of: (row) => row.madeAt },
    { key: 'valid_from', kind: 'day', of: (row) => row.validFrom },
    { key: 'valid_to', kind: 'day', of: (row) => row.validTo },
    { key: 'cap', kind: 'money', of: (row) => row.capFen },
    { key: 'live', kind: 'money', of: (row) => row.liveFen },
    { key: 'paid', kind: 'money', of: (row) => row.paidFen },
    { key: 'left', kind: 'money', of: (row) => row.leftFen },
    { key: 'id', kind: 'text', of: (row) => showId('authority', row.id) },
  ]),
  listBatchesExport: exportOf(payoutRoutes.listBatches, [
    { key: 'number', kind: 'count', of: (row) => row.number },
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'bank', kind: 'text', of: (row) => row.account.bankName },
    { key: 'last_four', kind: 'text', of: (row) => row.account.lastFour },
    { key: 'made_at', kind: 'instant', of: (row) => row.madeAt },
    { key: 'count', kind: 'count', of: (row) => row.count },
    { key: 'amount', kind: 'money', of: (row) => row.sumFen },
    { key: 'open', kind: 'count', of: (row) => row.openCount },
    { key: 'id', kind: 'text', of: (row) => showId('batch', row.id) },
  ]),
} as const
