/** A host with a fund, its bank account, and gifts that went to the bank. */
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import { served as givingServed, orderNumbersOf, recordOrders } from '#modules/giving/index.ts'
import { holding, type TestApi, testApi } from '#test/support/api.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, SETUP } from '#test/support/house.ts'
import { paymentsServed } from './routes.ts'

export const HEAD = '交易日期,收入金额,支出金额,余额,流水号,对方户名,摘要'
export const csv = (...rows: string[]): string => `${[HEAD, ...rows].join('\n')}\n`

export async function bankDesk(fresh: FreshDatabase) {
  const api: TestApi = testApi(fresh, [...givingServed, ...paymentsServed(orderNumbersOf)])
  const host = await addHost(fresh, 1)
  const fund = await addFund(fresh, host)
  const reach = { kind: 'organisation', id: host } as const
  const accountant = holding('charity_accountant', reach)
  const manager = holding('charity_manager', reach)
  const open = (more: object = {}) =>
    api.ask(manager, routes.addAccount, {
      body: {
        ...{ hostId: showId('org', host), bankName: '鄂尔多斯银行(演示)', number: '6222 0000 0000 4321' },
        startsOn: '2026-01-01',
        ...more,
      },
    })
  const load = (id: string, body: string, check = 'no') =>
    api.ask(accountant, routes.importLines, {
      params: { id },
      query: { fileName: 'x.csv', check },
      body: Buffer.from(body),
    })
  /** A gift through the bank, under the bank's number where one is given. */
  async function give(fen: bigint, givenOn: string, orderNo?: string): Promise<string> {
    if (orderNo === undefined) {
      const body = { fundId: showId('fund', fund), amountFen: String(fen), givenOn, channel: 'bank' }
      return (await api.ask(manager, giving.record, { body })).body.id
    }
    const gift = { fundId: fund, donorName: '', shown: 'anonymous', amountFen: fen, givenOn, channel: 'bank' } as const
    const order = { ...gift, purpose: '', note: '', orderNo }
    const [id = ''] = await fresh.database.transact('test', (tx) => recordOrders(tx, SETUP, [order]))
    return showId('gift', id)
  }
  const lines = async (id: string, query: Readonly<Record<string, string>> = {}) =>
    (await api.ask(accountant, routes.listLines, { params: { id }, query })).body.items
  return { api, host, accountant, manager, open, load, give, lines }
}
