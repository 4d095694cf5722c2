import type { FundField } from '@shanju/contract/funds/vocab.ts'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { openFund } from '#modules/funds/index.ts'
import type { FreshDatabase } from './clone.ts'

/** Somebody who may do anything and whom no test is about. */
export const SETUP = { kind: 'system', name: 'test' } as const

/** Three real places of one subdistrict, and one of another banner. */
export const PLACES = ['150602001', '150602002', '150602003'] as const
export const ELSEWHERE = '150603001'

/** The n-th made-up charity, as registration takes it. */
export function registering(n: number) {
  const body = `53150600MJ${String(n).padStart(7, '0')}`
  return {
    name: `第${n}慈善会(演示)`,
    creditCode: body + creditCodeCheck(body),
    kind: 'charity_federation',
    charity: true,
    registeredIn: '150602',
    officePhone: '0477-0000123',
    remark: '',
  }
}

/** A charity in the registry; written as rows, because its own rules are not what the test is about. */
export async function addHost(fresh: FreshDatabase, n: number, more: { charity?: boolean; status?: string } = {}) {
  const { name, creditCode, kind, registeredIn } = registering(n)
  const { charity = true, status = 'active' } = more
  const { rows } = await fresh.owner.query<{ id: string }>(
    `insert into organisations.organisations (id, name, credit_code, kind, charity, status, status_since,
       registered_in, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, case when $5 = 'active' then null else date '2026-01-01' end, $6,
       $7, $7) returning id`,
    [name, creditCode, kind, charity, status, registeredIn, fresh.clock.now()],
  )
  const [host] = rows
  if (!host) throw new Error('the host was not written')
  return host.id
}

interface FundWish {
  readonly name?: string
  readonly placeCode?: string
  readonly purpose?: string
  readonly fields?: FundField[]
  readonly opensOn?: string
}

/** Opens a fund under a host; the id as a UUID. */
export const addFund = (fresh: FreshDatabase, hostId: string, wish: FundWish = {}): Promise<string> =>
  fresh.database.transact('test', (tx) => openFund(tx, SETUP, { ...fundInput(hostId), ...wish }))

export const fundInput = (hostId: string) => ({
  name: '暖心基金(演示)',
  hostId,
  placeCode: PLACES[0] as string,
  purpose: '帮助社区里有困难的人',
  fields: ['hardship'] as FundField[],
  opensOn: '2025-06-01',
})
