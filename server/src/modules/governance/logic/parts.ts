import { showId } from '@shanju/contract/kit/ids.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import type { Sha256 } from '@shanju/contract/transparency/sha256.ts'
import { statementDigest, statementText, wordsDigest } from '@shanju/contract/transparency/statement.ts'

/** A resolution with what it was about, as far as the public log commits to it. */
export interface ResolutionFacts {
  readonly id: string
  readonly groupId: string
  readonly fundId: string
  readonly motionId: string
  readonly number: number
  readonly kind: string
  readonly title: string
  readonly reasons: string
  readonly secret: boolean
  readonly special: boolean
  readonly outcome: string
  readonly seats: number
  readonly recused: number
  readonly present: number
  readonly quorumNeeded: number
  readonly yes: number
  readonly no: number
  readonly blank: number
  readonly yesNeeded: number
  readonly boardFor: readonly string[]
  /** Version of the rules the vote was counted under; null before the first. */
  readonly rulesNumber: number | null
  readonly rulesAdopted: string | null
  readonly aboutMotionId: string | null
  readonly amountFen: bigint | null
  /** Keyed hash of the payee's name, hexadecimal. */
  readonly payeeHash: string | null
  readonly ballotRoot: string | null
  readonly commitments: readonly string[]
  /** UTC, to the millisecond. */
  readonly closedAt: string
  readonly closedOn: string
}

/** What anybody can write again about a resolution; no words of people in it. */
export const resolutionStatement = (of: ResolutionFacts): string =>
  statementText('resolution', {
    ...{ group: showId('group', of.groupId), motion: showId('motion', of.motionId), number: of.number, kind: of.kind },
    ...{ secret: of.secret, special: of.special, quorum: of.quorumNeeded, needed: of.yesNeeded, closed: of.closedAt },
    about: of.aboutMotionId && showId('motion', of.aboutMotionId),
    'rules-adopted': of.rulesAdopted && showId('rules', of.rulesAdopted),
    ...{ board: of.boardFor, ballots: of.ballotRoot, ballot: of.commitments },
  })

export const partsOfResolution = (hash: Sha256, of: ResolutionFacts): PartContent[] => [
  {
    type: 'resolution',
    values: {
      ...{ body: showId('group', of.groupId), fund: showId('fund', of.fundId), matter: of.kind, outcome: of.outcome },
      ...{ decidedOn: of.closedOn, rules: of.rulesNumber === null ? 'none' : String(of.rulesNumber) },
      ...{ seats: of.seats, present: of.present, inFavour: of.yes, against: of.no, abstained: of.blank },
      ...{ recused: of.recused, cap: of.amountFen, document: statementDigest(hash, resolutionStatement(of)) },
    },
  },
  { type: 'resolution_detail', values: { payee: of.payeeHash, memo: `${of.title}\n${of.reasons}` } },
]

/** What the host's board decided on a motion. */
export interface BoardFacts {
  readonly id: string
  readonly hostId: string
  readonly fundId: string
  readonly motionId: string
  readonly kind: string
  readonly amountFen: bigint | null
  readonly approves: boolean
  readonly ruleCited: string | null
  readonly reason: string
  readonly decidedOn: string
  readonly members: number
  readonly present: number
  readonly yes: number
}

export const boardStatement = (hash: Sha256, of: BoardFacts): string =>
  statementText('board_decision', {
    ...{ host: showId('org', of.hostId), motion: showId('motion', of.motionId), approves: of.approves },
    ...{ decided: of.decidedOn, members: of.members, present: of.present, yes: of.yes },
    ...{ rule: of.ruleCited && wordsDigest(hash, of.ruleCited), reason: wordsDigest(hash, of.reason) },
  })

/** A board counts who is in favour; whoever else is present stands as against. */
export const partsOfBoard = (hash: Sha256, of: BoardFacts): PartContent[] => [
  {
    type: 'resolution',
    values: {
      ...{ body: showId('org', of.hostId), fund: showId('fund', of.fundId), matter: of.kind, rules: 'statutes' },
      ...{ decidedOn: of.decidedOn, outcome: of.approves ? 'approved' : 'refused', seats: of.members },
      ...{ present: of.present, inFavour: of.yes, against: of.present - of.yes, abstained: 0, recused: 0 },
      ...{ cap: of.approves ? of.amountFen : null, document: statementDigest(hash, boardStatement(hash, of)) },
    },
  },
  { type: 'resolution_detail', values: { payee: null, memo: [of.ruleCited, of.reason].filter(Boolean).join('\n') } },
]

/** A version of a fund's rules, text and figures. */
export interface RulesFacts {
  readonly id: string
  readonly groupId: string
  readonly number: number
  readonly body: string
  readonly figures: Readonly<Record<RuleFigure, string>>
  readonly recordedOn: string
}
type RuleFigure =
  | 'quorum'
  | 'special'
  | 'large-sum'
  | 'notice'
  | 'project-notice'
  | 'result-notice'
  | 'notice-holds'
  | 'host-fee'
  | 'emergency-cap'
  | 'emergency-yes'
  | 'ratify'

const rulesStatement = (hash: Sha256, of: RulesFacts): string =>
  statementText('fund_rules', {
    ...{ group: showId('group', of.groupId), number: of.number, body: wordsDigest(hash, of.body) },
    ...of.figures,
  })

export const partsOfRules = (hash: Sha256, of: RulesFacts): PartContent[] => [
  {
    type: 'disclosure',
    values: {
      ...{ publisher: showId('group', of.groupId), subject: 'fund_rules', period: String(of.number) },
      ...{ publishedOn: of.recordedOn, document: statementDigest(hash, rulesStatement(hash, of)) },
    },
  },
  { type: 'disclosure_detail', values: { memo: null } },
]
