import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import type { BankPosting, Dated, PlannedFund, PlannedGift } from './shapes.ts'

interface Order {
  readonly funds: ReadonlyMap<string, PlannedFund>
  readonly gifts: readonly PlannedGift[]
  /** Everything else that happens: whose books began, and which gifts were a mistake, decide what a bank shows. */
  readonly deeds: readonly Dated[]
  readonly until: PlainDate
  readonly staffOf: (host: string, role: 'charity_manager' | 'charity_accountant') => string
  readonly chance: Chance
}

/** Numbers of made-up accounts begin like no bank's. */
const NUMBER = '00001506'
const FIRST_MONTH = 1
/** The statement of a month comes on this day of the next. */
const COMES_ON = '03'
/** The latest statement is still being worked on. */
const UNCONFIRMED_MONTHS = 1
const FEE_FEN = -1500n
/** Only who shares this host's accountant keeps the bank here: a city of banks takes longer than half a minute allows. */
const SHOWCASE = 'nuansha'

/** An account at a bank for every host of the accountant who is shown, and its statements month by month. */
export function planBank(order: Order): Dated[] {
  const { deeds, until, staffOf, chance } = order
  const shown = staffOf(SHOWCASE, 'charity_accountant')
  const openings = deeds.flatMap(({ deed }) => (deed.kind === 'open_books' && deed.by === shown ? [deed] : []))
  const months = monthsBefore(until)
  return openings.flatMap(({ host, brought }, index): Dated[] => {
    const postings = postingsOf(host, months, order, chance.of(host))
    const number = `${NUMBER}${String(index + 1).padStart(8, '0')}`
    const openingFen = brought.funds.reduce((sum, { fen }) => sum + fen, brought.ownFen)
    const by = staffOf(host, 'charity_accountant')
    return [
      {
        at: '2026-01-05T15:00',
        deed: { kind: 'bank_account', host, number, openingFen, by: staffOf(host, 'charity_manager') },
      },
      ...months.map((month, at): Dated => {
        const own = postings.filter(({ on }) => on.startsWith(month))
        const confirm = at < months.length - UNCONFIRMED_MONTHS
        return {
          at: `${addDays(`${month}-28`, 4).slice(0, 8)}${COMES_ON}T09:20`,
          deed: { kind: 'bank_statement', host, month, postings: own, confirm, by },
        }
      }),
    ]
  })
}

/** Months whose statement has come. */
function monthsBefore(until: PlainDate): string[] {
  const current = Number(until.slice(5, 7))
  const count = current - FIRST_MONTH - (until.slice(8) > COMES_ON ? 0 : 1)
  return Array.from({ length: count }, (_, at) => `${until.slice(0, 4)}-${String(FIRST_MONTH + at).padStart(2, '0')}`)
}

/** Gifts as the bank saw them, and what only a bank knows; what was paid out comes with the play. */
function postingsOf(host: string, months: readonly string[], order: Order, chance: Chance): BankPosting[] {
  const voided = new Set(order.deeds.flatMap(({ deed }) => (deed.kind === 'void' ? [deed.gift] : [])))
  const came = order.gifts
    .filter((gift) => gift.channel === 'bank' && !voided.has(gift.key) && order.funds.get(gift.fund)?.host === host)
    .map((gift): BankPosting => {
      // Some arrive a day late, and not every bank passes on the number of the gift.
      const on = chance.percent(15) ? addDays(gift.givenOn, 1) : gift.givenOn
      const known = chance.percent(60) ? gift.key : null
      return { on, fen: gift.amountFen, gift: known, counterparty: gift.donorName, summary: '捐款' }
    })
  return [...came, ...months.flatMap((month) => ofTheBank(month, chance))]
}

/** Fee and interest of a quarter; now and then a payment nobody can place. */
function ofTheBank(month: string, chance: Chance): BankPosting[] {
  const posting = (day: string, fen: bigint, summary: string): BankPosting => ({
    ...{ on: `${month}-${day}`, fen, gift: null, counterparty: '', summary },
  })
  const ofQuarter = [posting('21', BigInt(chance.between(200, 4000)), '结息'), posting('28', FEE_FEN, '账户管理费')]
  const unplaced = posting('15', BigInt(chance.between(1, 9)) * 10_000n, '转账')
  return [...(Number(month.slice(5)) % 3 === 0 ? ofQuarter : []), ...(chance.percent(12) ? [unplaced] : [])]
}
