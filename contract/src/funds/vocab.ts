import type { Action } from '../access.ts'

/** Where a fund stands in its life: it is prepared, opened, perhaps frozen for a while, and closed for ever. */
export const FUND_STATES = ['preparing', 'open', 'frozen', 'closed'] as const
export type FundState = (typeof FUND_STATES)[number]

interface Step {
  readonly from: readonly FundState[]
  readonly to: FundState
  readonly by: Action
  /** What must be there beside the state. `rules`: nothing of the rule book stands against it. */
  readonly needs: readonly ('rules' | 'reason' | 'nothing_left')[]
}

/** The moves a person may make and from where; read by the server, by the console's buttons and by a test of the SQL. */
export const FUND_STEPS = {
  open: { from: ['preparing'], to: 'open', by: 'funds.open', needs: ['rules'] },
  freeze: { from: ['open'], to: 'frozen', by: 'funds.change', needs: ['reason'] },
  reopen: { from: ['frozen'], to: 'open', by: 'funds.change', needs: ['reason'] },
  close: { from: ['preparing', 'open', 'frozen'], to: 'closed', by: 'funds.change', needs: ['reason', 'nothing_left'] },
} as const satisfies Record<string, Step>
export type FundStep = keyof typeof FUND_STEPS

/** Fields of the plan 鄂民发〔2024〕92号 二(一)3, and the four groups of 二(二)7 a fund may serve. */
export const FUND_FIELDS = ['hardship', 'care', 'illness', 'volunteering', 'development'] as const
export type FundField = (typeof FUND_FIELDS)[number]

/** Where a fund's money comes from in the main: 鄂民发〔2024〕92号 二(一)3 and 4. */
export const SOURCE_KINDS = [
  'public_fundraising',
  'host_money',
  'initiator_gift',
  'public_budget',
  'charitable_trust',
  'product_yield',
  'other',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** What an open fund may lack beside money; what asks for each stands in the rule book. */
export const FUND_LACKS = ['agreement', 'delegation', 'complaint_line'] as const

/** Whose the yield on the fund's money is; losses go the same way. Restricted to the fund unless agreed otherwise. */
export const YIELD_RULES = ['fund', 'host'] as const

/** none · share: a part of each gift is free for the host at once · cost: actual cost of running it, up to a part. */
export const FEE_RULES = ['none', 'share', 'cost'] as const
export type FeeRule = (typeof FEE_RULES)[number]

/** What becomes of money left at the end. Never to the host's general money (CL art. 58). */
export const SURPLUS_RULES = ['same_purpose', 'other_fund', 'back_to_giver'] as const

/** The most a fee may take of a gift, in basis points: the widest management ratio of 民发〔2026〕12号 arts. 9, 10. */
export const MOST_FEE_BP = 2_000

/** What a signed or published paper of a fund shows. */
export const PAPER_KINDS = ['agreement', 'board_decision', 'delegation', 'complaint_line'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

export const PAPER_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const

export const IMPORT_STATES = ['loaded', 'undone'] as const

/** Regulations that are asked when a fund opens, in the order in which a person meets them. */
export const OPENING_REGULATIONS = ['F01', 'F02', 'F03', 'F04', 'F05', 'F07', 'D21', 'X13', 'X17', 'F08'] as const
