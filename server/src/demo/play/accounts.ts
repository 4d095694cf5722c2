import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { voucherRoutes as routes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { Deed, PlannedSpending } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import type { Stage } from './stage.ts'

type Spend = Extract<Deed, { kind: 'spend' }>
type Close = Extract<Deed, { kind: 'close_month' }>

const TOLD = {
  aid: { recipe: 'E32.post', summary: '困难家庭救助金(演示)' },
  service: { recipe: 'E41.post', summary: '社区活动服务费(演示)' },
  office: { recipe: 'E55.paid', summary: '办公费(演示)' },
} as const
const SMALLEST_FEN = 5000n

/** A voucher by template; the manager checks it, unless it is to wait. Spends of the fund that has most. */
export async function spend(stage: Stage, cast: Cast, deed: Spend): Promise<void> {
  const params = { hostId: showId('org', cast.organisation(deed.host)) }
  const day = shanghaiDate(stage.clock.now())
  const input = await inputOf(stage, cast, deed, params, day)
  if (!input) return
  const body = { ...TOLD[deed.event], input, documentOn: day, postedOn: day, papers: PAPERS }
  const draft = await stage.ask(cast.person(deed.by), routes.makeDraft, { params, body })
  if (deed.waits) return
  await stage.ask(cast.person(deed.checkedBy), routes.checkDraft, { params: { ...params, id: draft.id } })
  if (!('cash' in input)) return
  const { summary } = TOLD[deed.event]
  cast.banks.get(deed.host)?.paid.push({ on: day, fen: -BigInt(input.amount), gift: null, counterparty: '', summary })
}

const PAPERS = [{ kind: 'source' as const, madeBy: 'outside' as const, ref: '发票或签收表(演示)' }]

async function inputOf(stage: Stage, cast: Cast, deed: Spend, params: { hostId: string }, day: string) {
  const own = { fund: 'general', restrictionId: null }
  if (deed.event === 'office') return { cash: '1002', amount: deed.sumFen.toString(), kind: 'm5', place: own }
  const { items } = await stage.ask(cast.person(deed.by), routes.listPlaces, { params })
  const [richest] = items
    .filter(({ restriction }) => restriction !== null)
    .toSorted((a, b) => (BigInt(a.spendableFen) < BigInt(b.spendableFen) ? 1 : -1))
  if (!richest?.fund || !richest.restriction) return undefined
  const amount = share(BigInt(richest.spendableFen), deed)
  if (amount < SMALLEST_FEN) return undefined
  const place = { fund: richest.fund.id, restrictionId: richest.restriction.id }
  if (deed.event === 'service') return { amount: amount.toString(), place, kind: 'c2' }
  return {
    ...{ cash: '1002', amount: amount.toString(), place },
    reach: { reach: 'reached', reachedOn: day, reachProof: '签收表(演示)' },
  }
}

/** Whole yuan. */
const share = (fen: bigint, { percent }: PlannedSpending): bigint => ((fen * BigInt(percent)) / 10_000n) * 100n

const UNRECONCILED = '银行流水未在平台勾对完，已与纸质对账单核对(演示)'

export async function closeMonth(stage: Stage, cast: Cast, { host, by, month }: Close): Promise<void> {
  const params = { hostId: showId('org', cast.organisation(host)), month }
  const body = cast.banks.get(host)?.confirmed.has(month) ? {} : { bankReason: UNRECONCILED }
  await stage.ask(cast.person(by), routes.closeMonth, { params, body })
}
