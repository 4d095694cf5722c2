import type { Agreement, Channel, DonorKind, ReceiptState, Shown } from '@shanju/contract/giving/vocab.ts'
import type { FreeTextFacts, GiftFacts, PublicationFacts } from '#modules/regulations/index.ts'

/** The receipt a gift comes with: its number, or that the donor wants none. */
export type NewReceipt = { readonly kind: 'issued'; readonly receiptNo: string } | { readonly kind: 'waived' }

/** What the rule book wants to know of a gift of money. */
export interface JudgedGift {
  readonly donorKind?: DonorKind | undefined
  readonly donorName: string
  readonly shown?: Shown | undefined
  readonly amountFen: bigint
  readonly givenOn: string
  readonly channel: Channel
  readonly purpose: string
  readonly agreement?: Agreement | undefined
  readonly receipt?: { readonly kind: 'issued' | 'waived' } | 'none' | 'issued' | 'waived' | undefined
}

/** What a donor's kind is where a list does not say: nobody known without a name, else not said. */
export const kindOf = (name: string, kind: DonorKind | undefined): DonorKind | undefined =>
  kind ?? (name.trim() === '' ? 'anonymous' : undefined)

/** A platform issues the receipt of what it took (财综〔2024〕1号 art. 3); for all else the host does. */
export const receiptOf = (channel: Channel, kind: 'none' | 'issued' | 'waived' | undefined): ReceiptState =>
  kind && kind !== 'none' ? kind : channel === 'platform' ? 'platform' : 'none'

/** D01, D02, D07. Whoever records a gift is its handler where no other is named, so there is always one. */
export const giftFacts = (gift: JudgedGift): GiftFacts => ({
  donor:
    kindOf(gift.donorName, gift.donorKind) === 'anonymous'
      ? 'anonymous'
      : gift.donorName.trim() === ''
        ? 'missing'
        : 'named',
  kind: 'money',
  amountFen: gift.amountFen,
  goods: null,
  handler: 'recorded',
  givenOn: gift.givenOn,
  receipt: receiptOf(gift.channel, typeof gift.receipt === 'object' ? gift.receipt.kind : gift.receipt),
  donorAsksAgreement: gift.agreement === 'asked',
  agreementSigned: gift.agreement === 'signed',
})

/** D15: what will be shown, beside what the donor chose. */
export const publicationFacts = (shown: Shown, chosen: Shown | undefined): PublicationFacts => ({
  shown,
  chosen: chosen ?? null,
})

/** X13: the only words of a gift that the public reads. */
export const textFacts = ({ purpose }: Pick<JudgedGift, 'purpose'>): FreeTextFacts => ({
  texts: [{ field: 'purpose', text: purpose }],
})
