/** Where a fund stands in its life. This issue opens and freezes; closing (only at zero) joins with the agreement. */
export const FUND_STATES = ['preparing', 'open', 'frozen', 'closed'] as const
export type FundState = (typeof FUND_STATES)[number]

interface Step {
  readonly from: readonly FundState[]
  readonly to: FundState
}

/** The moves a person may make and from where; read by the server, by the console's buttons and by a test of the SQL. */
export const FUND_STEPS = {
  open: { from: ['preparing', 'frozen'], to: 'open' },
  freeze: { from: ['open'], to: 'frozen' },
} as const satisfies Record<string, Step>
export type FundStep = keyof typeof FUND_STEPS

/** Fields of the plan 鄂民发〔2024〕92号 二(一)3, and the four groups of 二(二)7 a fund may serve. */
export const FUND_FIELDS = ['hardship', 'care', 'illness', 'volunteering', 'development'] as const
export type FundField = (typeof FUND_FIELDS)[number]
