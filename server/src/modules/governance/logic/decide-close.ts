import type { Tally } from '@shanju/contract/governance/motions.ts'
import {
  type BoardReason,
  type Choice,
  LEAST_DECIDING,
  type MotionKind,
  type Outcome,
  SPECIAL_KINDS,
} from '@shanju/contract/governance/vocab.ts'
import { no, type Refused } from './refused.ts'

/** The figures of the rules that a vote was opened under. */
export interface RuleFigures {
  readonly quorumTop: number
  readonly quorumBottom: number
  readonly specialTop: number
  readonly specialBottom: number
  readonly largeSumFen: bigint
  readonly emergencyYes: number
}

/** Before a group has rules: two thirds for either, the city's defaults. */
const FIRST: Pick<RuleFigures, 'quorumTop' | 'quorumBottom' | 'specialTop' | 'specialBottom'> = {
  ...{ quorumTop: 2, quorumBottom: 3, specialTop: 2, specialBottom: 3 },
}

interface Delegation {
  readonly ceilingFen: bigint
  readonly subjects: readonly string[]
  readonly fromOn: string
  readonly toOn: string
}

export interface RollFacts {
  readonly recused: boolean
  readonly attended: boolean
  readonly voted: boolean
}

export interface CloseFacts {
  readonly kind: MotionKind
  readonly amountFen: bigint | null
  readonly field: string | null
  readonly rules: RuleFigures | null
  readonly delegation: Delegation | null
  readonly roll: readonly RollFacts[]
  /** Of the ballots that count: of an open vote without those of recused members. */
  readonly counts: Readonly<Record<Choice, number>>
  readonly gateHeard: boolean
  readonly open: boolean
  readonly closesAt: Date
  readonly now: Date
  readonly today: string
}

export interface Closing {
  readonly outcome: Outcome
  readonly special: boolean
  readonly boardFor: readonly BoardReason[]
  readonly tally: Tally
}

/** Needs the larger majority: by its kind, or by a sum above the rules' line. */
const isSpecial = (kind: MotionKind, amountFen: bigint | null, rules: RuleFigures | null): boolean =>
  SPECIAL_KINDS.some((each) => each === kind) ||
  (kind !== 'emergency' && amountFen !== null && rules !== null && amountFen > rules.largeSumFen)

const up = (base: number, top: number, bottom: number): number => Math.ceil((base * top) / bottom)

export interface Needs {
  readonly special: boolean
  readonly quorumNeeded: number
  readonly yesNeeded: number
}

/** What a motion needs. @param base seats that decide: who is recused is none of them */
export function needsOf(kind: MotionKind, amountFen: bigint | null, rules: RuleFigures | null, base: number): Needs {
  const { quorumTop, quorumBottom, specialTop, specialBottom } = rules ?? FIRST
  const special = isSpecial(kind, amountFen, rules)
  if (kind === 'emergency' && rules !== null)
    return { special, quorumNeeded: rules.emergencyYes, yesNeeded: rules.emergencyYes }
  return {
    special,
    quorumNeeded: up(base, quorumTop, quorumBottom),
    yesNeeded: special ? up(base, specialTop, specialBottom) : Math.floor(base / 2) + 1,
  }
}

/** The count as it stands. Who is recused leaves every base; blank ballots are present and not in favour. */
export function countRoll(facts: Pick<CloseFacts, 'kind' | 'amountFen' | 'rules' | 'roll' | 'counts'>): Tally {
  const { kind, amountFen, rules, roll, counts } = facts
  const deciding = roll.filter(({ recused }) => !recused)
  const { quorumNeeded, yesNeeded } = needsOf(kind, amountFen, rules, deciding.length)
  return {
    seats: roll.length,
    recused: roll.length - deciding.length,
    present: deciding.filter(({ voted, attended }) => voted || attended).length,
    voted: deciding.filter(({ voted }) => voted).length,
    quorumNeeded,
    yesNeeded,
    counts,
  }
}

/** Too few are left after recusals: fewer than three, or fewer than half the seats. */
export const isReferred = ({ seats, recused }: Pick<Tally, 'seats' | 'recused'>): boolean =>
  seats - recused < LEAST_DECIDING || (seats - recused) * 2 < seats

/**
 * May the vote close, and with what outcome? The function `governance.close_motion` of the database counts the same
 * again; a property test holds the two equal.
 */
export function decideClose(facts: CloseFacts): { readonly refused: Refused } | Closing {
  if (!facts.open) return { refused: no('not_open') }
  const tally = countRoll(facts)
  const special = isSpecial(facts.kind, facts.amountFen, facts.rules)
  if (isReferred(tally)) return { outcome: 'referred', special, boardFor: ['too_few'], tally }
  if (facts.now < facts.closesAt && tally.voted < tally.seats - tally.recused) return { refused: no('vote_still_open') }
  if (special && !facts.gateHeard) return { refused: no('party_not_heard') }
  const outcome = outcomeOf(facts, tally)
  return { outcome, special, boardFor: outcome === 'passed' ? boardReasons(facts) : [], tally }
}

export function outcomeOf(
  { kind, counts }: Pick<CloseFacts, 'kind' | 'counts'>,
  { present, quorumNeeded, yesNeeded }: Pick<Tally, 'present' | 'quorumNeeded' | 'yesNeeded'>,
): Outcome {
  if (kind === 'emergency') return counts.yes >= yesNeeded && counts.yes > counts.no ? 'passed' : 'failed'
  if (present < quorumNeeded) return 'no_quorum'
  return counts.yes >= yesNeeded ? 'passed' : 'failed'
}

/** The group acts within what the host delegated; beyond it, and where the law asks, the host's board decides as well. */
function boardReasons({ kind, amountFen, field, delegation, today }: CloseFacts): BoardReason[] {
  const found: BoardReason[] = []
  if (kind === 'invest') found.push('investment')
  if (kind === 'change_use') found.push('change_of_use')
  if (amountFen === null) return found
  if (delegation === null) return [...found, 'no_delegation']
  if (amountFen > delegation.ceilingFen) found.push('above_ceiling')
  if (field !== null && !delegation.subjects.includes(field)) found.push('outside_subjects')
  if (today < delegation.fromOn || today > delegation.toOn) found.push('outside_term')
  return found
}
