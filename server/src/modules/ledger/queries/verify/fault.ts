/** The first thing found wrong: which row, and what was expected there. */
export interface Fault {
  readonly table:
    | 'accounts'
    | 'funds'
    | 'restrictions'
    | 'books'
    | 'entries'
    | 'lines'
    | 'seals'
    | 'balances'
    | 'lots'
    | 'uses'
    | 'cash_flows'
    | 'vouchers'
  readonly row: string
  readonly what: string
}
