import type { CompositionFinding } from '@shanju/contract/governance/shapes.ts'
import { LEAST_SEATS, NAMED_KINDS, type SeatKind, votes } from '@shanju/contract/governance/vocab.ts'
import { no, type Refused } from './refused.ts'

/**
 * What a group lacks, by the rule that says so: five or more and odd (G01, Hunan's guide), the five kinds of
 * 鄂民发〔2024〕92号 二(一)5 (G02), somebody who supervises and is no member (G03, Hunan's guide).
 * @param kinds of all who sit, supervisors among them; somebody acting counts once, with the seat they act for
 */
export function findComposition(kinds: readonly SeatKind[]): CompositionFinding[] {
  const voting = kinds.filter(votes)
  const missing = NAMED_KINDS.filter((kind) => !kinds.includes(kind))
  const found: CompositionFinding[] = []
  if (voting.length < LEAST_SEATS) found.push({ rule: 'G01', reason: 'too_few', kinds: [] })
  if (voting.length % 2 === 0) found.push({ rule: 'G01', reason: 'even', kinds: [] })
  if (missing.length > 0) found.push({ rule: 'G02', reason: 'kind_missing', kinds: missing })
  if (voting.length === kinds.length) found.push({ rule: 'G03', reason: 'no_supervisor', kinds: [] })
  return found
}

interface Term {
  readonly kind: SeatKind
  readonly chosenBy: string | null
  readonly fromOn: string
  readonly toOn: string
}

export function refuseTerm({ kind, chosenBy, fromOn, toOn }: Term): Refused | undefined {
  if (toOn < fromOn) return no('term_ends_before', { from: fromOn, to: toOn })
  return kind === 'resident' && chosenBy === null ? no('chosen_by_missing') : undefined
}

/** A group is formed whole: what G01 asks stands from its first day. */
export function refuseForming(seats: readonly Term[]): Refused | undefined {
  const kinds = seats.map(({ kind }) => kind)
  if (findComposition(kinds).some(({ rule }) => rule === 'G01'))
    return no('composition_unfit', { voting: kinds.filter(votes).length })
  return seats.map(refuseTerm).find((refused) => refused !== undefined)
}
