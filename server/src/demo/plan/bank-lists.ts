import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import { giverName } from './givers.ts'
import type { Scenario } from './scenario.ts'
import type { Dated, PlannedFund } from './shapes.ts'

interface Order {
  readonly scenario: Scenario
  readonly funds: readonly PlannedFund[]
  readonly until: PlainDate
  readonly staffOf: (host: string, role: 'charity_manager' | 'charity_accountant') => string
  readonly chance: Chance
}

const HOST = 'nuansha'
/** As a bank calls its columns: somebody says once what they mean. */
const HEADINGS = ['交易时间', '交易流水号', '借方发生额', '贷方发生额', '对方户名', '附言']
const SAID = {
  columns: {
    day: '交易时间',
    order: '交易流水号',
    outgoing: '借方发生额',
    amount: '贷方发生额',
    donor: '对方户名',
    fund: '附言',
  },
  rememberAs: '某银行网银流水(演示)',
} as const

/**
 * What a bank's own lists of one host bring: columns that are said once and remembered, money of which nobody knows yet whose it
 * is, and a file that was the wrong one and is undone.
 */
export function planBankLists({ scenario, funds, until, staffOf, chance }: Order): Dated[] {
  const by = staffOf(HOST, 'charity_accountant')
  const known = funds.filter(({ host, as, opensOn }) => host === HOST && as !== 'preparing' && opensOn < '2026-11-01')
  const payer = () => giverName(scenario.givers, 'resident', chance)
  let number = 0
  const line = (on: PlainDate, yuan: string, out: boolean, name: string, words: string): string[] => {
    number += 1
    const order = `WY${on.replaceAll('-', '')}${String(number).padStart(5, '0')}`
    return [`${on} 09:${10 + number}:00`, order, out ? yuan : '', out ? '' : yuan, name, words]
  }
  const gift = (on: PlainDate, yuan: string) => line(on, yuan, false, payer(), `捐给${chance.pick(known).name}`)
  const [first, second] = [addDays(until, -3), addDays(until, -2)]
  const sums = ['200.00', '66.00', '500.00', '88.80']
  return [
    {
      at: `${second}T10:20`,
      deed: {
        ...{ kind: 'bank_list', host: HOST, fileName: '网银流水-捐款专户.csv', by, said: SAID },
        foundFor: chance.pick(known).key,
        table: [
          HEADINGS,
          ...sums.map((yuan) => gift(first, yuan)),
          line(first, '15.00', true, '', '转账手续费'),
          ...['300.00', '50.00', '128.00'].map((yuan) => line(first, yuan, false, payer(), '爱心款')),
        ],
      },
    },
    {
      at: `${addDays(until, -1)}T10:15`,
      deed: {
        ...{ kind: 'bank_list', host: HOST, fileName: '网银流水-导错账户.csv', by },
        undone: { by: staffOf(HOST, 'charity_manager'), reason: '导出时选错了账户，整份撤销，改导正确的流水' },
        table: [HEADINGS, ...sums.slice(0, 3).map((yuan) => gift(second, yuan))],
      },
    },
  ]
}
