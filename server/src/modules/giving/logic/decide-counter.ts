import type { RecordGift } from '@shanju/contract/giving/shapes.ts'

type Typed = Pick<
  RecordGift,
  'donorKind' | 'donorName' | 'channel' | 'handler' | 'secondCounter' | 'receipt' | 'receiptNo'
>

type CounterRefusal = 'second_counter_missing' | 'counters_same' | 'receipt_no_missing'

/** Two people however they are typed: width, case, blanks and a dot between names make no second person. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·.]/g, '')

/**
 * What one gift at a counter must say beside its facts: cash is counted by two people, a receipt has its number.
 * @param recorder the name of whoever records; they took the money where no handler is named
 */
export function refuseAtCounter(typed: Typed, recorder: string): 'anonymous_with_name' | CounterRefusal | undefined {
  const refused = refuseDonor(typed)
  if (refused) return refused
  if (typed.channel === 'cash') {
    const second = plain(typed.secondCounter)
    if (second === '') return 'second_counter_missing'
    if (second === plain(typed.handler || recorder)) return 'counters_same'
  }
  return typed.receipt === 'issued' && typed.receiptNo === '' ? 'receipt_no_missing' : undefined
}

/** Nobody known has no name. */
export const refuseDonor = ({
  donorKind,
  donorName,
}: Pick<RecordGift, 'donorKind' | 'donorName'>): 'anonymous_with_name' | undefined =>
  donorKind === 'anonymous' && donorName !== '' ? 'anonymous_with_name' : undefined
