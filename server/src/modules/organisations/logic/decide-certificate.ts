import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { CertificateInput } from '@shanju/contract/organisations/registry.ts'
import type { CertificateKind } from '@shanju/contract/organisations/vocab.ts'
import type { Refused } from './decide-registration.ts'

/** Another certificate of the body, as far as periods go. */
export interface Held {
  readonly kind: CertificateKind
  readonly fromOn: PlainDate
  /** The last day on which it holds; null: no end. */
  readonly holdsTo: PlainDate | null
}

type Period = Pick<CertificateInput, 'fromOn' | 'toOn' | 'endedOn'>

/**
 * May this certificate stand beside the others? A public-fundraising certificate has a number (Charity Law 22); a rating
 * has its level; a tax-deduction qualification is given for whole years (公益性捐赠税前扣除资格, evidence S). Of
 * one kind a body holds one at a time: else nobody could say which of them a campaign or a receipt rests on.
 * @param others those not withdrawn, without the one that is changed
 */
export function refuseCertificate(wanted: CertificateInput, others: readonly Held[]): Refused | undefined {
  const { kind } = wanted
  if (kind === 'public_fundraising' && wanted.number === null) return { code: 'certificate_needs_number' }
  if ((kind === 'rating') !== (wanted.level !== null)) return { code: 'certificate_needs_level' }
  if (kind !== 'public_fundraising' && wanted.toOn === null) return { code: 'certificate_needs_end' }
  if (wanted.toOn !== null && wanted.toOn < wanted.fromOn) return { code: 'ends_before_start' }
  if (wanted.endedOn !== null && wanted.endedOn < wanted.fromOn) return { code: 'ends_before_start' }
  if ((wanted.endedOn === null) !== (wanted.endReason === null)) return { code: 'end_needs_reason' }
  if (kind === 'tax_deduction' && !wholeYears(wanted)) return { code: 'tax_needs_whole_years' }
  const other = others.find((each) => each.kind === kind && overlap(each, wanted))
  return other && { code: 'period_overlaps', params: { from: other.fromOn } }
}

const wholeYears = ({ fromOn, toOn }: Period): boolean => fromOn.endsWith('-01-01') && (toOn ?? '').endsWith('-12-31')

function overlap(held: Held, wanted: Period): boolean {
  // It does not hold any more on the day on which it ends early.
  const beginsAfter = held.holdsTo !== null && held.holdsTo < wanted.fromOn
  const last = wanted.endedOn ?? wanted.toOn
  const endsBefore = last !== null && (wanted.endedOn !== null ? last <= held.fromOn : last < held.fromOn)
  return !beginsAfter && !endsBefore
}

/** Does a certificate hold on a day? */
export const holdsOn = (
  held: Pick<Held, 'fromOn' | 'holdsTo'> & { readonly withdrawn: string | null },
  day: PlainDate,
): boolean => held.withdrawn === null && held.fromOn <= day && (held.holdsTo === null || day <= held.holdsTo)
