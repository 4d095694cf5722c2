import { BOOKS_BEGIN } from './decide-gift.ts'

export interface UnknownRefusal {
  readonly code: 'given_in_future' | 'row_unknown_before_books'
  readonly params: Readonly<Record<string, string>>
}

/** May money of unknown origin be held from this day? Before the books there is nothing to hold it in. */
export function decideUnknown(receivedOn: string, today: string): UnknownRefusal | undefined {
  if (receivedOn > today) return { code: 'given_in_future', params: { day: receivedOn } }
  if (receivedOn < BOOKS_BEGIN) return { code: 'row_unknown_before_books', params: { day: receivedOn } }
  return undefined
}
