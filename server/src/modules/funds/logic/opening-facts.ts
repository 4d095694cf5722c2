import type { AgreementSummary, SetComplaintLine } from '@shanju/contract/funds/agreement.ts'
import type { AgreementFacts, FreeTextFacts, FundOpeningFacts } from '#modules/regulations/index.ts'

type Terms = Pick<AgreementSummary, 'purpose' | 'use' | 'end' | 'surplus' | 'surplusRule' | 'yieldRule' | 'feeRule'> & {
  readonly rightsOfHost: string
  readonly rightsOfInitiator: string
}

/** All that the rule book asks about when a fund opens. */
export interface Opening {
  readonly name: string
  readonly purpose: string
  readonly opensOn: string
  readonly openingSumFen: bigint
  readonly ownBankAccount: boolean
  readonly ownSeal: boolean
  readonly placeName: string
  readonly host: { readonly name: string; readonly charity: boolean; readonly active: boolean }
  readonly agreement: Terms | null
  readonly complaintLine: Pick<SetComplaintLine, 'telephone' | 'publishedIn'> | null
}

/**
 * A fund of this house has no parent by its very form, and is published on the national platform only after it opened,
 * which is what F08 asks for as a duty.
 */
export const fundFacts = ({ agreement: _, purpose: __, ...opening }: Opening): FundOpeningFacts => ({
  ...opening,
  parentFundId: null,
  published: false,
})

/** F02 wants the rights of both sides; what is not agreed at all settles nothing. */
export const agreementFacts = ({ agreement }: Opening): AgreementFacts => {
  const says = (text: string | undefined): boolean => (text ?? '') !== ''
  return {
    purpose: says(agreement?.purpose),
    use: says(agreement?.use),
    rights: says(agreement?.rightsOfHost) && says(agreement?.rightsOfInitiator),
    end: says(agreement?.end),
    surplus: says(agreement?.surplus),
    surplusRule: (agreement?.surplusRule ?? null) !== null,
    yieldRule: (agreement?.yieldRule ?? null) !== null,
    feeRule: (agreement?.feeRule ?? null) !== null,
  }
}

/** Everything a stranger will read that somebody typed freely. */
export const textFacts = ({ name, purpose, agreement, complaintLine }: Opening): FreeTextFacts => ({
  texts: [
    { field: 'name', text: name },
    { field: 'purpose', text: purpose },
    ...agreementTexts(agreement),
    ...(complaintLine ? [{ field: 'note', text: complaintLine.publishedIn } as const] : []),
  ],
})

export const agreementTexts = (terms: Partial<Terms> | null): FreeTextFacts['texts'] =>
  [terms?.purpose, terms?.use, terms?.end, terms?.surplus].flatMap((text) =>
    text ? [{ field: 'text', text } as const] : [],
  )
