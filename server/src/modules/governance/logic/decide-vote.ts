import type { CastOpen, CastSlips } from '@shanju/contract/governance/motions.ts'
import type { VoteManner } from '@shanju/contract/governance/vocab.ts'
import { no, type Refused } from './refused.ts'

/** One seat of the roll as a vote finds it. */
export interface VoterFacts {
  readonly onRoll: boolean
  /** The seat ended meanwhile. */
  readonly left: boolean
  readonly recused: boolean
  /** How the seat's vote that counts was cast; null before any. */
  readonly voted: VoteManner | null
}

export interface VoteFacts {
  readonly open: boolean
  readonly secret: boolean
  readonly closesAt: Date
  readonly now: Date
}

/**
 * May this seat vote now, in this manner? A slip replaces a vote by link in an open vote; in a secret one nothing tells
 * which ballot was the first, so there the first stands.
 */
export function refuseVote(vote: VoteFacts, voter: VoterFacts, manner: VoteManner): Refused | undefined {
  if (!vote.open) return no('not_open')
  if (vote.now > vote.closesAt) return no('voting_over')
  if (!voter.onRoll || voter.left) return no('not_on_roll')
  if (voter.recused) return no('recused')
  if (vote.secret && manner === 'hand') return no('hand_in_secret')
  if (voter.voted !== null && (vote.secret || voter.voted !== 'link' || manner !== 'paper')) return no('already_voted')
  return undefined
}

/** Keyed twice: the same seats with the same choices, in whatever order. */
export function refuseKeyed({ first, second }: CastOpen): Refused | undefined {
  const told = (rows: CastOpen['first']) =>
    rows
      .map(({ seatId, choice }) => `${seatId} ${choice}`)
      .sort()
      .join()
  const twice = new Set(first.map(({ seatId }) => seatId)).size !== first.length
  return twice || told(first) !== told(second) ? no('keyed_differently') : undefined
}

/** Of a secret vote: as many slips as people who took one. */
export function refuseSlips({ seatIds, first, second }: CastSlips): Refused | undefined {
  const same = first.yes === second.yes && first.no === second.no && first.blank === second.blank
  const sum = first.yes + first.no + first.blank
  return same && sum === seatIds.length && new Set(seatIds).size === sum ? undefined : no('keyed_differently')
}

/** Stepping back is possible until the vote closes; in a secret one not after having voted. */
export function refuseRecusal(
  motion: { readonly over: boolean; readonly secret: boolean },
  voter: Pick<VoterFacts, 'voted'>,
): Refused | undefined {
  if (motion.over) return no('not_open')
  return motion.secret && voter.voted !== null ? no('already_voted') : undefined
}
