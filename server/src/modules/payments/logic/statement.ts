/** 银行存款余额调节表 of a month: what each side has and the other has not yet, and whether both then agree. */
import type { ItemKind } from '@shanju/contract/payments/vocab.ts'

export interface Sums {
  readonly booksFen: bigint
  readonly bankFen: bigint | null
  readonly items: readonly { readonly kind: ItemKind; readonly fen: bigint }[]
}

/** Sums are above zero; a kind says the direction. */
export const sumOf = ({ items }: Pick<Sums, 'items'>, kind: ItemKind): bigint =>
  items.reduce((sum, item) => (item.kind === kind ? sum + item.fen : sum), 0n)

/** The side says which of the four: in the bank's lines or in the books, in or out. */
export const kindOf = (side: 'bank' | 'books', fen: bigint): ItemKind =>
  side === 'bank' ? (fen > 0n ? 'bank_received' : 'bank_paid') : fen > 0n ? 'books_received' : 'books_paid'

export const absolute = (fen: bigint): bigint => (fen < 0n ? -fen : fen)

/** What the books would say with all the bank knows, and the bank with all the books know. */
export function adjusted(sums: Sums): { readonly adjustedBooksFen: bigint; readonly adjustedBankFen: bigint | null } {
  return {
    adjustedBooksFen: sums.booksFen + sumOf(sums, 'bank_received') - sumOf(sums, 'bank_paid'),
    adjustedBankFen:
      sums.bankFen === null ? null : sums.bankFen + sumOf(sums, 'books_received') - sumOf(sums, 'books_paid'),
  }
}
