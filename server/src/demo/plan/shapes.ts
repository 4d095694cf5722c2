import type { Role } from '@shanju/contract/access.ts'
import type { AddAgreement } from '@shanju/contract/funds/agreement.ts'
import type { FundField, SourceKind } from '@shanju/contract/funds/vocab.ts'
import type { Channel, DonorKind, SaidColumn, Shown } from '@shanju/contract/giving/vocab.ts'
import type { NewSeat } from '@shanju/contract/governance/shapes.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { ProjectStep } from '@shanju/contract/projects/steps.ts'
import type { Scenario } from './scenario.ts'

/** Names inside the plan: keys of `data/demo/`, user names, codes of divisions. The database's ids come with the play. */
export interface PlannedOrganisation {
  readonly key: string
  readonly name: string
  readonly creditCode: string
  readonly kind: Scenario['organisations']['organisations'][number]['kind']
  readonly charity: boolean
  readonly registeredIn: string
  readonly officePhone: string
}

export type PlannedCertificate = Scenario['organisations']['organisations'][number]['certificates'][number] & {
  readonly number: string
}

/** Party work at a body, as far as it is known; what is left out is missing. */
export interface PlannedParty {
  readonly organisation: string
  readonly name: string
  readonly record: Scenario['organisations']['organisations'][number]['party']
  readonly fullMembers: number | undefined
}

export interface PlannedPerson {
  readonly userName: string
  readonly shownName: string
  readonly phone: string
  readonly roles: readonly { readonly role: Role; readonly at: string }[]
  /** Somebody whose link still lies in their drawer has no password. */
  readonly invited: boolean
}

export interface PlannedFund {
  readonly key: string
  readonly name: string
  readonly purpose: string
  readonly fields: readonly FundField[]
  readonly host: string
  readonly place: string
  readonly opensOn: PlainDate
  readonly weight: number
  /** Who records what is given over the counter: a worker of the place, or the host's accountant. */
  readonly counter: string
  /** bare: opened with nothing agreed, as funds older than the platform often are. */
  readonly as: 'whole' | 'bare' | 'preparing'
  readonly source: SourceKind
  readonly openingSumFen: bigint
  readonly terms: PlannedTerms
}

/** What a fund is agreed on before it opens. */
export interface PlannedTerms {
  readonly agreement: Omit<AddAgreement, 'paperId' | 'signedOn'>
  readonly ceilingFen: bigint
  readonly complaintTelephone: string
  readonly publishedIn: string
  /** A town's fund serves communities; empty for one that serves its own place. */
  readonly serves: readonly string[]
}

export interface PlannedGift {
  readonly key: number
  readonly fund: string
  readonly givenOn: PlainDate
  readonly donorKind: DonorKind
  readonly donorName: string
  readonly shown: Shown
  readonly amountFen: bigint
  readonly channel: Channel
  readonly purpose: string
  readonly note: string
}

/** What is said only over a counter. */
export interface SaidAtCounter {
  /** The name as it was heard, where that was wrong; corrected in the evening. */
  readonly misheard?: string
  readonly secondCounter: string
  readonly receipt: 'none' | 'issued' | 'waived'
  readonly receiptNo: string
  readonly agreement: 'none' | 'signed'
}

export interface PlannedFile {
  readonly fileName: string
  readonly host: string
  readonly gifts: readonly PlannedGift[]
  /** Rows as the platform wrote them that no clerk could load. */
  readonly badRows: readonly (readonly string[])[]
  readonly load: boolean
}

export interface PlannedGroup {
  readonly fund: string
  readonly formedOn: PlainDate
  readonly seats: readonly NewSeat[]
}

/** How a vote goes. `board`: beyond the delegation; `open`: not closed yet as the year ends. */
export interface PlannedMotion {
  readonly course: 'passes' | 'fails' | 'recused' | 'secret' | 'board' | 'board_refuses' | 'open'
  readonly title: string
  readonly reasons: string
  readonly field: FundField
  readonly payee: string
  readonly amountFen: bigint
  /** The project it is about: then the motion is put by the project. */
  readonly project?: string
  /** Paid in one sum that arrives, because the project comes to its end. */
  readonly paidWhole?: boolean
}

export interface PlannedProject {
  readonly key: string
  readonly fund: string
  readonly template: Scenario['projects']['projects'][number]
  readonly sumFen: bigint
}

/** What people of the year do with a project: a step of its table, or what goes on around it. */
export type ProjectAct =
  | Exclude<
      ProjectStep,
      'put_to_vote' | 'ask_budget' | 'resume' | 'send_back' | 'uphold' | 'reopen' | 'get_back' | 'report'
    >
  | 'object'
  | 'answer'
  | 'evidence'

/** A sum under the authority that a motion gave. */
export interface PlannedPayment {
  readonly key: string
  readonly fund: string
  readonly host: string
  /** The very motion of its meeting. */
  readonly motion: PlannedMotion
  readonly payee: string
  readonly purpose: string
  /** Of what is left of the authority. */
  readonly percent: number
  /** Who verifies the payee: never who asks. */
  readonly checker: string
  /** Who knows what of the fund is free. */
  readonly accountant: string
}

/** What the bank answers, and what people do with a payment that was asked for. */
export type PaymentAct =
  | 'check'
  | 'approve'
  | 'book'
  | 'book_part'
  | 'fail'
  | 'return'
  | 'prove'
  | 'accept'
  | 'refuse'
  | 'withdraw'

export interface PlannedMeeting {
  /** The group adopts its rules first. */
  readonly rules: boolean
  readonly motions: readonly PlannedMotion[]
}

/** One act of one person at one moment. */
/** A ballot of residents with its roll and what those who vote mark. */
export interface PlannedBallot {
  readonly fund: string
  readonly closesOn: PlainDate
  readonly budgetFen: bigint
  readonly mostMarks: number
  readonly options: readonly { readonly title: string; readonly words: string; readonly costFen: bigint }[]
  readonly roll: readonly { readonly name: string; readonly door: string }[]
  readonly votes: readonly (readonly number[])[]
}

/** An evaluation of a project: its roll, how many of it are asked, what they answer, and who interviews the first of them. */
export interface PlannedEvaluation {
  readonly project: string
  readonly closesOn: PlainDate
  readonly roll: readonly { readonly name: string; readonly door: string }[]
  readonly sample: number
  readonly answers: readonly (readonly number[])[]
  readonly interviews: number
  readonly interviewer: string | undefined
}

export type Deed =
  | { readonly kind: 'register'; readonly organisation: PlannedOrganisation; readonly on: PlainDate }
  | { readonly kind: 'dissolve'; readonly organisation: string; readonly on: PlainDate }
  | { readonly kind: 'certify'; readonly organisation: string; readonly certificate: PlannedCertificate }
  | { readonly kind: 'party'; readonly party: PlannedParty; readonly by: string }
  | { readonly kind: 'invite'; readonly person: PlannedPerson }
  | { readonly kind: 'deactivate'; readonly person: string }
  | { readonly kind: 'open_fund'; readonly fund: PlannedFund; readonly by: string }
  | { readonly kind: 'publish'; readonly fund: string; readonly by: string }
  | { readonly kind: 'freeze'; readonly fund: string; readonly by: string; readonly reason: string }
  | { readonly kind: 'reopen'; readonly fund: string; readonly by: string; readonly reason: string }
  | { readonly kind: 'open_books'; readonly host: string; readonly by: string; readonly brought: BroughtForward }
  | { readonly kind: 'counter'; readonly gift: PlannedGift; readonly said: SaidAtCounter; readonly by: string }
  | {
      readonly kind: 'orders'
      readonly gifts: readonly PlannedGift[]
      /** Receipts were issued with the list. */
      readonly receipts: boolean
      readonly by: string
    }
  | { readonly kind: 'file'; readonly file: PlannedFile; readonly by: string }
  | {
      readonly kind: 'bank_list'
      readonly host: string
      readonly fileName: string
      /** Headings and rows, as the bank writes them. */
      readonly table: readonly (readonly string[])[]
      readonly by: string
      /** Which heading means what, remembered under a name; left out where that is remembered already. */
      readonly said?: { readonly columns: Partial<Record<SaidColumn, string>>; readonly rememberAs: string }
      /** The fund that the first money of unknown origin turns out to be for. */
      readonly foundFor?: string
      readonly undone?: { readonly by: string; readonly reason: string }
    }
  | { readonly kind: 'vote'; readonly ballot: PlannedBallot; readonly by: string }
  | { readonly kind: 'count'; readonly fund: string; readonly by: string }
  | { readonly kind: 'evaluate'; readonly evaluation: PlannedEvaluation; readonly by: string }
  | { readonly kind: 'end_evaluation'; readonly project: string; readonly by: string }
  | { readonly kind: 'form_group'; readonly group: PlannedGroup; readonly by: string }
  | { readonly kind: 'begin_project'; readonly project: PlannedProject; readonly by: string }
  | {
      readonly kind: 'project'
      readonly project: string
      readonly act: ProjectAct
      readonly by: string
      readonly checker: string
      /** Tells what is said at one project from what is said at the next. */
      readonly turn: number
    }
  | { readonly kind: 'ask_payment'; readonly payment: PlannedPayment; readonly by: string }
  | { readonly kind: 'payment'; readonly payment: string; readonly act: PaymentAct; readonly by: string }
  | {
      readonly kind: 'order_payments'
      readonly host: string
      readonly payments: readonly string[]
      readonly by: string
    }
  | { readonly kind: 'meet'; readonly fund: string; readonly meeting: PlannedMeeting; readonly by: string }
  | ({
      readonly kind: 'spend'
      readonly host: string
      readonly by: string
      readonly checkedBy: string
      /** Nobody has checked it yet. */
      readonly waits: boolean
    } & PlannedSpending)
  | { readonly kind: 'close_month'; readonly host: string; readonly month: string; readonly by: string }
  | { readonly kind: 'show'; readonly gift: number; readonly by: string; readonly shown: Shown }
  | { readonly kind: 'correct'; readonly gift: PlannedGift; readonly by: string }
  | {
      readonly kind: 'bank_account'
      readonly host: string
      readonly number: string
      readonly openingFen: bigint
      readonly by: string
    }
  | {
      readonly kind: 'bank_statement'
      readonly host: string
      readonly month: string
      readonly postings: readonly BankPosting[]
      readonly confirm: boolean
      readonly by: string
    }
  | { readonly kind: 'void'; readonly gift: number; readonly by: string; readonly reason: string }

/** A sum of the office, or a share of what the richest fund may spend. */
export interface PlannedSpending {
  readonly event: 'aid' | 'service' | 'office'
  readonly sumFen: bigint
  readonly percent: number
}

/** A line of a bank's statement; `gift`: the key whose number the bank passes on. */
export interface BankPosting {
  readonly on: PlainDate
  readonly fen: bigint
  readonly gift: number | null
  readonly counterparty: string
  readonly summary: string
}

/** What a host brings into its books on 2026-01-01. */
export interface BroughtForward {
  readonly ownFen: bigint
  readonly funds: readonly { readonly fund: string; readonly fen: bigint }[]
}

export interface Dated {
  /** Shanghai, "2026-03-05T10:12". */
  readonly at: string
  readonly deed: Deed
}

export interface CityPlan {
  readonly organisations: readonly PlannedOrganisation[]
  readonly people: readonly PlannedPerson[]
  readonly showcase: ReadonlySet<string>
  readonly funds: readonly PlannedFund[]
  readonly gifts: readonly PlannedGift[]
  /** In the order in which they happen. */
  readonly deeds: readonly Dated[]
}
