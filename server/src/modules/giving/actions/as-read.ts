import type { Gift } from '@shanju/contract/giving/shapes.ts'
import { kindOf, receiptOf } from '../logic/gift-facts.ts'
import { shownName, shownOf } from '../logic/shown-name.ts'
import type { Standing } from './record-gifts.ts'

/**
 * A gift recorded just now, as whoever recorded it reads it. Made of what they typed: nobody looks at sealed names for it,
 * and nothing is read back.
 */
export function asRead({ gift, id, publicId, history }: Omit<Standing, 'feeFen'>, at: Date): Gift {
  const { fund, by, receipt, donorName } = gift
  const shown = shownOf(donorName, gift.shown)
  return {
    ...{ id, publicId, fund: { id: fund.id, name: fund.name }, shown, shownName: shownName(donorName, shown) },
    ...{ amountFen: gift.amountFen, givenOn: gift.givenOn, channel: gift.channel, purpose: gift.purpose },
    state: history ? 'history' : 'recorded',
    donorName: donorName.trim() || null,
    donorKind: kindOf(donorName, gift.donorKind) ?? null,
    purposeField: gift.purposeField ?? null,
    receipt: receiptOf(gift.channel, receipt?.kind),
    receiptNo: receipt?.kind === 'issued' ? receipt.receiptNo : null,
    note: gift.note,
    recordedAt: at,
    recordedBy: by.kind === 'person' ? by.personId : null,
    importId: gift.importId ?? null,
    voidReason: null,
  }
}
