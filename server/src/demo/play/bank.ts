import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import type { BankPosting, Deed } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import { csv } from './csv.ts'
import { orderNo } from './gifts.ts'
import type { Stage } from './stage.ts'

type Open = Extract<Deed, { kind: 'bank_account' }>
type Statement = Extract<Deed, { kind: 'bank_statement' }>

export async function openAccount(stage: Stage, cast: Cast, { host, number, openingFen, by }: Open): Promise<void> {
  const body = {
    ...{ hostId: showId('org', cast.organisation(host)), bankName: '鄂尔多斯某银行(演示)', number },
    startsOn: '2026-01-01',
  }
  const { id } = await stage.ask(cast.person(by), routes.addAccount, { body })
  cast.banks.set(host, { id, balanceFen: openingFen, paid: [], confirmed: new Set() })
}

/** Loads a month's statement, which has what was paid in the month too; the accountant answers for the month. */
export async function loadStatement(stage: Stage, cast: Cast, deed: Statement): Promise<void> {
  const { host, month, postings, confirm, by } = deed
  const bank = cast.banks.get(host)
  if (!bank) throw new Error(`${host} has no account at a bank`)
  const actor = cast.person(by)
  const rows = [...postings, ...bank.paid.filter(({ on }) => on.startsWith(month))]
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((posting) => {
      bank.balanceFen += posting.fen
      return rowOf(posting, bank.balanceFen)
    })
  if (rows.length > 0) {
    const query = { fileName: `对账单-${month}.csv`, check: 'no' } as const
    await stage.upload(actor, routes.importLines, { params: { id: bank.id }, query }, csv([HEADING, ...rows]))
  }
  if (!confirm) return
  const bankFen = bank.balanceFen.toString()
  await stage.ask(actor, routes.confirm, { params: { id: bank.id, month }, body: { bankFen } })
  bank.confirmed.add(month)
}

const HEADING = ['交易日期', '收入金额', '支出金额', '余额', '流水号', '对方户名', '摘要']

function rowOf({ on, fen, gift, counterparty, summary }: BankPosting, balanceFen: bigint): string[] {
  return [
    ...[on, fen > 0n ? formatYuan(fen) : '', fen < 0n ? formatYuan(-fen) : '', formatYuan(balanceFen)],
    ...[gift === null ? '' : orderNo({ key: gift }), counterparty, summary],
  ]
}
