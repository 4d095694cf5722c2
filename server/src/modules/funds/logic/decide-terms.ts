import type { AddAgreement, AddDelegation, SetComplaintLine } from '@shanju/contract/funds/agreement.ts'
import type { Refused } from './decide.ts'

/** `papers`: those kept at this fund. */
export interface TermsFacts {
  readonly today: string
  readonly papers: ReadonlySet<string>
}

const unknownPaper = (paperId: string | null, { papers }: TermsFacts): Refused | undefined =>
  paperId === null || papers.has(paperId) ? undefined : { code: 'paper_unknown' }

/** May this version of the agreement be added? A fee by share or by cost says how much of a gift it may be. */
export function refuseAgreement(
  wanted: Pick<AddAgreement, 'signedOn' | 'feeRule' | 'feeBp' | 'paperId'>,
  facts: TermsFacts,
): Refused | undefined {
  if (wanted.signedOn > facts.today) return { code: 'signed_in_future', params: { day: wanted.signedOn } }
  if ((wanted.feeRule === 'share' || wanted.feeRule === 'cost') && wanted.feeBp === null)
    return { code: 'fee_without_share' }
  return unknownPaper(wanted.paperId, facts)
}

export function refuseComplaintLine(
  wanted: Pick<SetComplaintLine, 'publishedOn' | 'paperId'>,
  facts: TermsFacts,
): Refused | undefined {
  if (wanted.publishedOn > facts.today) return { code: 'published_in_future', params: { day: wanted.publishedOn } }
  return unknownPaper(wanted.paperId, facts)
}

/** A delegation may begin in the future and may be one of the past: funds older than this house had theirs. */
export function refuseDelegation(
  wanted: Pick<AddDelegation, 'fromOn' | 'toOn' | 'paperId'>,
  facts: TermsFacts,
): Refused | undefined {
  if (wanted.toOn < wanted.fromOn) return { code: 'term_ends_before', params: { from: wanted.fromOn, to: wanted.toOn } }
  return unknownPaper(wanted.paperId, facts)
}
