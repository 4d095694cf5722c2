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
  listImportsExport: exportOf(routes.listImports, [
    { key: 'file', kind: 'text', personal: true, of: (row) => row.fileName },
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'state', kind: 'word', vocabulary: 'import', of: (row) => row.state },
    { key: 'rows', kind: 'count', of: (row) => row.rowCount },
    { key: 'good', kind: 'count', of: (row) => row.goodCount },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'unknown', kind: 'count', of: (row) => row.unknownCount },
    { key: 'unknown_amount', kind: 'money', of: (row) => row.unknownFen },
    { key: 'repeated', kind: 'count', of: (row) => row.repeatedCount },
    { key: 'left_out', kind: 'count', of: (row) => row.leftOutCount },
    { key: 'bad', kind: 'count', of: (row) => row.badCount },
    { key: 'recorded_at', kind: 'instant', of: (row) => row.startedAt },
    { key: 'id', kind: 'text', of: (row) => showId('import', row.id) },
  ]),
  listUnknownExport: exportOf(routes.listUnknown, [
    { key: 'received_on', kind: 'day', of: (row) => row.receivedOn },
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'amount', kind: 'money', of: (row) => row.amountFen },
    { key: 'channel', kind: 'word', vocabulary: 'channel', of: (row) => row.channel },
    { key: 'order', kind: 'text', of: (row) => row.orderNo },
    { key: 'payer', kind: 'text', personal: true, of: (row) => row.donorName },
    { key: 'donor_kind', kind: 'word', vocabulary: 'donor_kind', of: (row) => row.donorKind },
    { key: 'said', kind: 'text', personal: true, of: (row) => row.said },
    { key: 'state', kind: 'word', vocabulary: 'unknown', of: (row) => row.state },
    { key: 'public_id', kind: 'text', of: (row) => row.gift && formatPublicId(row.gift.publicId) },
    { key: 'ended_at', kind: 'instant', of: (row) => row.endedAt },
    { key: 'return_reason', kind: 'text', personal: true, of: (row) => row.reason },
    { key: 'id', kind: 'text', of: (row) => showId('unknown', row.id) },
  ]),
  listMappingsExport: exportOf(routes.listMappings, [
    { key: 'mapping', kind: 'text', of: (row) => row.name },
    { key: 'host', kind: 'text', of: (row) => row.host.name },
    { key: 'headings', kind: 'text', of: (row) => row.headings.join(' | ') },
    {
      key: 'read_as',
      kind: 'text',
      of: (row) =>
        Object.entries(row.columns)
          .map(([column, heading]) => `${column}=${heading}`)
          .join(' | '),
    },
    { key: 'unknown_when', kind: 'word', vocabulary: 'unknown_when', of: (row) => row.unknown },
    { key: 'recorded_at', kind: 'instant', of: (row) => row.createdAt },
    { key: 'id', kind: 'text', of: (row) => showId('mapping', row.id) },
  ]),
} as const
