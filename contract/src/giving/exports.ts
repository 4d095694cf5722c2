import { exportOf } from '../kit/export.ts'
import { formatPublicId, showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  /** What anybody may have: names as donors chose, nothing of staff. */
  listPublicExport: exportOf(routes.listPublic, [
    { key: 'public_id', kind: 'text', of: (row) => formatPublicId(row.publicId) },
    { key: 'given_on', kind: 'day', of: (row) => row.givenOn },
    { key: 'fund', kind: 'text', of: (row) => row.fund.name },
    { key: 'fund_id', kind: 'text', of: (row) => showId('fund', row.fund.id) },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'channel', kind: 'word', vocabulary: 'channel', of: (row) => row.channel },
    { key: 'shown_name', kind: 'text', of: (row) => row.shownName },
    { key: 'purpose', kind: 'text', of: (row) => row.purpose },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
  ]),
  listExport: exportOf(routes.list, [
    { key: 'public_id', kind: 'text', of: (row) => formatPublicId(row.publicId) },
    { key: 'given_on', kind: 'day', of: (row) => row.givenOn },
    { key: 'fund', kind: 'text', of: (row) => row.fund.name },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'channel', kind: 'word', vocabulary: 'channel', of: (row) => row.channel },
    { key: 'donor_name', kind: 'text', personal: true, of: (row) => row.donorName },
    { key: 'donor_kind', kind: 'word', vocabulary: 'donor_kind', of: (row) => row.donorKind },
    { key: 'shown', kind: 'word', vocabulary: 'shown', of: (row) => row.shown },
    { key: 'shown_name', kind: 'text', of: (row) => row.shownName },
    { key: 'purpose', kind: 'text', of: (row) => row.purpose },
    { key: 'receipt', kind: 'word', vocabulary: 'receipt', of: (row) => row.receipt },
    { key: 'receipt_no', kind: 'text', of: (row) => row.receiptNo },
    { key: 'state', kind: 'word', vocabulary: 'state', of: (row) => row.state },
    { key: 'void_reason', kind: 'text', of: (row) => row.voidReason },
    { key: 'recorded_at', kind: 'instant', of: (row) => row.recordedAt },
    { key: 'note', kind: 'text', personal: true, of: (row) => row.note },
  ]),
} as const
