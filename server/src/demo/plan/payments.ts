import type { Role } from '@shanju/contract/access.ts'
import type { Scenario } from './scenario.ts'
import type { Dated, PaymentAct, PlannedFund, PlannedMotion, PlannedPayment } from './shapes.ts'

interface Order {
  readonly scenario: Scenario
  readonly funds: readonly PlannedFund[]
  /** Everything else that happens: meetings decide what may be paid. */
  readonly deeds: readonly Dated[]
  readonly staffOf: (host: string, role: 'charity_manager' | 'charity_accountant') => string
}

/** Votes that give an authority. */
const GIVES = new Set<PlannedMotion['course']>(['passes', 'recused', 'secret', 'board'])
const DECIDED_BEFORE = '2026-11-03'

type Step = PaymentAct | 'ask' | 'order'
/** Two rounds, all of them in the month whose bank statement has not come. */
const WHEN: Readonly<Record<Step, readonly [first: string, second: string]>> = {
  ask: ['2026-11-04T09', '2026-11-11T09'],
  check: ['2026-11-05T10', '2026-11-12T10'],
  withdraw: ['2026-11-05T11', '2026-11-12T11'],
  approve: ['2026-11-06T11', '2026-11-13T11'],
  refuse: ['2026-11-06T12', '2026-11-13T12'],
  order: ['2026-11-09T14', '2026-11-17T14'],
  book: ['2026-11-10T15', '2026-11-18T15'],
  book_part: ['2026-11-10T15', '2026-11-18T15'],
  fail: ['2026-11-10T15', '2026-11-18T15'],
  return: ['2026-11-12T15', '2026-11-19T15'],
  prove: ['2026-11-13T16', '2026-11-20T16'],
  accept: ['2026-11-16T17', '2026-11-21T17'],
}
/** What was shown to have arrived in the first round lets the next sum be asked for. */
const AGAIN_AT = '2026-11-19T09'

const SENT = ['ask', 'check', 'approve', 'order'] as const
const PAID = [...SENT, 'book'] as const
const REACHED = [...PAID, 'prove', 'accept'] as const
/** How far payments come, the even ones in the first round; each as often as a reader expects to meet it. */
const WAYS: readonly (readonly Step[])[] = [
  ...([REACHED, SENT, [...SENT, 'fail'], ['ask'], REACHED, ['ask', 'check', 'approve']] as const),
  ...([[...PAID, 'return'], [...PAID, 'prove'], REACHED, ['ask', 'check'], PAID, REACHED] as const),
  ...([['ask', 'check', 'refuse'], [...SENT, 'book_part'], REACHED, ['ask', 'withdraw']] as const),
]
const SHARES = [40, 50, 60] as const
/** Of projects that come to their end. */
const WHOLE = 94

/** Payments of November under what groups decided in autumn, wherever three people can ask, check and approve. */
export function planPayments({ scenario, funds, deeds, staffOf }: Order): Dated[] {
  const templates = new Map(
    deeds.flatMap(({ deed }) => (deed.kind === 'begin_project' ? [[deed.project.key, deed.project.template]] : [])),
  )
  const given = deeds.flatMap(({ at, deed }) => {
    const fund = deed.kind === 'meet' && at < DECIDED_BEFORE && funds.find(({ key }) => key === deed.fund)
    const hands = fund && handsOf(scenario, fund)
    if (!fund || !hands) return []
    const passed = deed.meeting.motions.filter(({ course }) => GIVES.has(course))
    return passed.map((motion) => ({ fund, hands, motion }))
  })
  const ordered = new Map<string, { readonly host: string; readonly payments: string[]; readonly round: 0 | 1 }>()
  let turns = 0
  const single = given.flatMap(({ fund, hands, motion }, n): Dated[] => {
    const [manager, accountant] = [staffOf(fund.host, 'charity_manager'), staffOf(fund.host, 'charity_accountant')]
    const { asks, checks } = hands
    const turn = motion.paidWhole ? 0 : turns++
    const round = turn % 2 === 0 ? 0 : 1
    const minute = String(10 + n).padStart(2, '0')
    const template = templates.get(motion.project ?? '')
    const payment: PlannedPayment = {
      ...{
        key: `${n}`,
        fund: fund.key,
        motion,
        percent: motion.paidWhole ? WHOLE : (SHARES[n % SHARES.length] ?? 50),
        checker: checks,
      },
      ...{ payee: template?.payee ?? motion.payee, purpose: `${template?.name ?? motion.title}（第一笔）` },
      ...{ host: fund.host, accountant },
    }
    const by = { check: checks, approve: manager, refuse: checks, withdraw: asks, prove: asks, accept: checks }
    const way = motion.paidWhole ? REACHED : (WAYS[turn % WAYS.length] ?? [])
    const steps = way.flatMap((act): Dated[] => {
      const at = `${WHEN[act][round]}:${minute}`
      if (act === 'ask') return [{ at, deed: { kind: 'ask_payment', payment, by: asks } }]
      if (act !== 'order') {
        const person = act in by ? by[act as keyof typeof by] : accountant
        return [{ at, deed: { kind: 'payment', payment: payment.key, act, by: person } }]
      }
      const file = `${fund.host} ${round}`
      const others = ordered.get(file)?.payments ?? []
      ordered.set(file, { host: fund.host, payments: [...others, payment.key], round })
      return []
    })
    if (way !== REACHED || round !== 0 || motion.paidWhole) return steps
    const next = { ...payment, key: `${n} next`, purpose: payment.purpose.replace('一', '二') }
    return [...steps, { at: `${AGAIN_AT}:${minute}`, deed: { kind: 'ask_payment', payment: next, by: asks } }]
  })
  const files = [...ordered.values()].map(({ host, payments, round }): Dated => {
    const by = staffOf(host, 'charity_manager')
    return { at: `${WHEN.order[round]}:30`, deed: { kind: 'order_payments', host, payments, by } }
  })
  return [...single, ...files]
}

/**
 * Who asks and who checks beside the manager, who approves: people of the place ask, or the accountant where somebody
 * from outside checks.
 */
export function handsOf({ people }: Scenario, { place, host }: PlannedFund) {
  const holder = (role: Role, fits: (at: string) => boolean): string | undefined =>
    people.people.find(({ roles, invited }) => !invited && roles.some((held) => held.role === role && fits(held.at)))
      ?.userName
  const nearby = (at: string): boolean => place.startsWith(at)
  const accountant = holder('charity_accountant', (at) => at === host)
  const outside = holder('outside_checker', (at) => at === host)
  const asks = holder('community_worker', nearby) ?? holder('town', nearby) ?? (outside ? accountant : undefined)
  const checks = outside ?? accountant
  return asks && checks ? { asks, checks } : undefined
}
