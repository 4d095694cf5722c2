import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { SpeaksOf } from '@shanju/contract/regulations/vocab.ts'

/** A published telephone for complaints and where it was published (newspaper, account, page). */
interface ComplaintLine {
  readonly telephone: string
  readonly publishedIn: string
}

export interface FundOpeningFacts {
  readonly name: string
  readonly host: { readonly name: string; readonly charity: boolean; readonly active: boolean }
  /** Name of the place as the divisions have it; a fund serving several names its own seat. */
  readonly placeName: string
  readonly parentFundId: string | null
  readonly ownBankAccount: boolean
  readonly ownSeal: boolean
  readonly openingSumFen: bigint
  readonly opensOn: PlainDate
  /** The fund stands in the host's basic information on the national platform. */
  readonly published: boolean
  readonly complaintLine: ComplaintLine | null
}

/** Each: whether the signed agreement settles it. */
export interface AgreementFacts {
  readonly purpose: boolean
  readonly use: boolean
  readonly rights: boolean
  readonly end: boolean
  readonly surplus: boolean
  readonly yieldRule: boolean
  readonly feeRule: boolean
  readonly surplusRule: boolean
}

interface GoodsFacts {
  readonly description: string
  readonly asset: 'stock' | 'fixed_asset' | 'intangible' | 'relic'
  /** What the value rests on: a paper that came with the goods, fair value, or the nominal one yuan. */
  readonly basis: 'paper' | 'fair_value' | 'nominal' | null
  readonly valueFen: bigint
}

export interface GiftFacts {
  readonly donor: 'named' | 'anonymous' | 'missing'
  /** Null while nobody said whether money or goods. */
  readonly kind: 'money' | 'goods' | null
  /** Of money; null for goods or when missing. */
  readonly amountFen: bigint | null
  readonly goods: GoodsFacts | null
  readonly handler: string | null
  readonly givenOn: PlainDate | null
  /** `platform`: the platform or agency that took the gift issues it. */
  readonly receipt: 'issued' | 'waived' | 'platform' | 'none'
  readonly donorAsksAgreement: boolean
  readonly agreementSigned: boolean
}

/** What a receipt is asked for; everything but a gift is on the list of RCP art. 8. */
export interface ReceiptFacts {
  readonly nature: 'gift' | 'business' | 'tied' | 'capital' | 'apportionment' | 'collection' | 'sponsorship'
}

export interface PublicationFacts {
  readonly shown: 'full' | 'masked' | 'anonymous'
  /** What the donor chose; null when nobody asked. */
  readonly chosen: 'full' | 'masked' | 'anonymous' | null
}

export interface EntryFacts {
  readonly postedOn: PlainDate
  readonly edition: string
  readonly periodOpen: boolean
  readonly debitFen: bigint
  readonly creditFen: bigint
  readonly lines: readonly {
    readonly account: string
    /** The chart of `edition` has the account. */
    readonly known: boolean
    /** Fund, project and restriction stand where they must. */
    readonly tagged: boolean
  }[]
}

export interface OrganisationFacts {
  readonly complaintLine: ComplaintLine | null
}

/** Free text that the public will read; `field` is a word of this module's `field.…`. */
export interface FreeTextFacts {
  readonly texts: readonly { readonly field: TextField; readonly text: string }[]
}
export type TextField = 'name' | 'purpose' | 'note' | 'reason' | 'title' | 'text'

/** A payment that is asked for, or one the bank has debited. */
export type PaymentFacts =
  | {
      readonly stage: 'asked'
      readonly amountFen: bigint
      /** What the decision behind it has left. */
      readonly leftFen: bigint
      readonly payeeApproved: boolean
      readonly on: PlainDate
      /** From which sum the fund's own rules ask for more; null without rules. */
      readonly largeSumFen: bigint | null
      /** What the same payee was asked for or paid of this fund before. */
      readonly recent: readonly { readonly on: PlainDate; readonly fen: bigint }[]
    }
  | { readonly stage: 'paid'; readonly on: PlainDate }

/** The facts each kind of judgement wants. */
export interface FactsOf {
  readonly fund: FundOpeningFacts
  readonly agreement: AgreementFacts
  readonly gift: GiftFacts
  readonly receipt: ReceiptFacts
  readonly publication: PublicationFacts
  readonly entry: EntryFacts
  readonly organisation: OrganisationFacts
  readonly text: FreeTextFacts
  readonly payment: PaymentFacts
}

/** Every kind has facts, and facts have a kind. */
export type Kind = SpeaksOf & keyof FactsOf
