/** The shapes of an entry: a draft as somebody wants it, and the plan that the check makes of it. Money is integer fen. */
import type {
  CashLine,
  DateText,
  Edition,
  EntryType,
  Kind,
  MonthText,
  PaperKind,
  PaperMaker,
  Reach,
  Restriction,
  Side,
} from './vocab.ts'

/** Everything a line says besides account, side and amount. `null` = the line has none (one column each in SQL). */
export interface Dimensions {
  readonly restriction: Restriction | null
  /** The agreement, plan, grant letter or law that limits; present exactly on R lines. */
  readonly restrictionId: string | null
  /** Community fund, or `general`. Present on every line that carries a restriction; allowed as a tag elsewhere. */
  readonly fund: string | null
  readonly project: string | null
  /** Filing number of a public fundraising campaign. */
  readonly campaign: string | null
  readonly gift: string | null
  readonly grant: string | null
  /** Donor, payee, partner, agency receiver: an opaque id, never a name. */
  readonly counterparty: string | null
  /** N24 art. 89; for charities the main donors too. */
  readonly relatedParty: boolean
  readonly kind: Kind | null
  readonly reach: Reach | null
  /** Date and voucher on which the help reached the last beneficiary; both present exactly when reach is `reached`. */
  readonly reachedOn: DateText | null
  readonly reachProof: string | null
  /**
   * On own cash: the line of form 03 the flow belongs to, absent where money only moves between own cash accounts. On
   * another account: a flow counted earlier moves to this line (E07); such lines cancel out inside the entry.
   */
  readonly cashLine: CashLine | null
  /** Amount in another currency, in its minor unit; the fen amount is the value at the rate of the day (N24 art. 6). */
  readonly foreign: { readonly currency: string; readonly amount: bigint } | null
}

export interface Line extends Dimensions {
  readonly account: string
  readonly side: Side
  /** Always above zero; the side says the direction. */
  readonly amountFen: bigint
}

export interface Paper {
  readonly kind: PaperKind
  readonly madeBy: PaperMaker
  /** Id of the stored document. */
  readonly ref: string
}

export interface EntryDraft {
  /** The host legal person; one set of books each. */
  readonly book: string
  /** The edition whose codes the maker used; must be the edition in force on the posting date. */
  readonly edition: Edition
  readonly type: EntryType
  /** Date of the paper behind it. */
  readonly documentOn: DateText
  /** Decides month and edition. */
  readonly postedOn: DateText
  /** Row and step of the catalogue (`E01.post`), or null for a hand-written entry. */
  readonly recipe: string | null
  readonly summary: string
  readonly papers: readonly Paper[]
  readonly maker: string
  readonly checker: string | null
  /** The entry this one undoes. */
  readonly reverses: string | null
  /** Why a correction was made (A10, K22). */
  readonly reason: string | null
  /** Set on mass gifts: all entries of one channel and day share one voucher. */
  readonly channel: string | null
  readonly lines: readonly Line[]
}

/** A checked entry: it balances and every line is in order. Only `checkEntry` makes one. */
export interface BalancedEntry extends EntryDraft {
  readonly month: MonthText
  /** Sum of the debits, equal to the sum of the credits. */
  readonly totalFen: bigint
}

/** An entry in the books. `seq` is the posting order inside the book. */
export interface PostedEntry extends BalancedEntry {
  readonly id: string
  readonly seq: bigint
  readonly reversedBy: string | null
}

export const NO_DIMENSIONS: Dimensions = {
  restriction: null,
  restrictionId: null,
  fund: null,
  project: null,
  campaign: null,
  gift: null,
  grant: null,
  counterparty: null,
  relatedParty: false,
  kind: null,
  reach: null,
  reachedOn: null,
  reachProof: null,
  cashLine: null,
  foreign: null,
}

export function debit(account: string, amountFen: bigint, dimensions: Partial<Dimensions> = {}): Line {
  return { ...NO_DIMENSIONS, ...dimensions, account, side: 'debit', amountFen }
}

export function credit(account: string, amountFen: bigint, dimensions: Partial<Dimensions> = {}): Line {
  return { ...NO_DIMENSIONS, ...dimensions, account, side: 'credit', amountFen }
}

/** Debit counts plus, credit minus. */
export function signedFen(line: Pick<Line, 'side' | 'amountFen'>): bigint {
  return line.side === 'debit' ? line.amountFen : -line.amountFen
}

/** Opening entries stand in month 00 of their year, before every month of movement. */
export function monthOf(postedOn: DateText, type: EntryType): MonthText {
  return type === 'opening' ? `${postedOn.slice(0, 4)}-00` : postedOn.slice(0, 7)
}
