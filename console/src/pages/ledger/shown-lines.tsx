import type { ShownLine } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { useSpeech } from '../../text/language.tsx'
import { EntryLines } from './entry.lines.tsx'

/** Lines of a draft or a voucher, shown like those of an entry. */
export function ShownLines({ lines }: { lines: readonly ShownLine[] }) {
  const { w } = useSpeech()
  return (
    <EntryLines
      lines={lines.map((line) => ({ ...line, giftId: null, kind: line.kind && w('ledger', `kind.${line.kind}`) }))}
    />
  )
}
