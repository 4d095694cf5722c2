/** A host with a fund, its bank account, and gifts that went to the bank. */
import type { Actor, Reach, Role } from '@shanju/contract/access.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AddPayee } from '@shanju/contract/payments/payout-shapes.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import type { PaidKind } from '@shanju/contract/payments/vocab.ts'
import { sql } from 'kysely'
import { served as givingServed, orderNumbersOf, recordOrders } from '#modules/giving/index.ts'
import { largeSumOf } from '#modules/governance/index.ts'
import { worksOf } from '#modules/projects/index.ts'
import { keepFile } from '#platform/files/index.ts'
import { holding, type TestApi, testApi } from '#test/support/api.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, SETUP } from '#test/support/house.ts'
import { addPayee, verifyPayee } from './actions/payees.ts'
import { acceptProof, addProof } from './actions/proofs.ts'
import { recordFailed, recordPaid, recordReturned } from './actions/record-answer.ts'
import { requestPayment } from './actions/request-payment.ts'
import { approvePayment, checkPayment, sendPayment } from './actions/take-step.ts'
import { payeeHash } from './queries/payee-hash.ts'
import { CONTENT, WORDS } from './queries/proofs.ts'
import { paymentsServed } from './routes.ts'

export const LATER = { largeSumOf, worksOf }

export const HEAD = '交易日期,收入金额,支出金额,余额,流水号,对方户名,摘要'
export const csv = (...rows: string[]): string => `${[HEAD, ...rows].join('\n')}\n`

export async function bankDesk(fresh: FreshDatabase) {
  const api: TestApi = testApi(fresh, [...givingServed, ...paymentsServed(orderNumbersOf, LATER)])
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
  return { api, host, fund, accountant, manager, open, load, give, lines }
}

export const GRANT = `select payments.pub_grant_authority($1, $2, (select restriction_id from funds.pub_funds where id = $2),
  'resolution', gen_random_uuid(), gen_random_uuid(), $3, $4, $5, $6, $7, $8, $9, $10, now())`

interface Granted {
  readonly kind?: 'single' | 'standing' | 'emergency'
  readonly capFen?: bigint
  readonly eachFen?: bigint | null
  /** Who is to be paid; null leaves it open. */
  readonly name?: string | null
  readonly payeeKind?: PaidKind
  readonly from?: string
  readonly to?: string
  readonly ratifyBy?: string | null
}

/** An authority as a decision writes it. */
export async function grant(fresh: FreshDatabase, fund: string, wanted: Granted = {}): Promise<string> {
  const { kind = 'single', capFen = 100_000n, eachFen = null, name = '某某食堂', payeeKind = 'body' } = wanted
  const id = crypto.randomUUID()
  const hash = await fresh.database.transact('test', async (tx) => (name === null ? null : payeeHash(tx, name)))
  const { from = '2026-11-01', to = '2027-11-23', ratifyBy = null } = wanted
  const values = [id, fund, kind, capFen, eachFen, name === null ? 'open' : payeeKind, hash, from, to, ratifyBy]
  await fresh.owner.query(GRANT, values)
  return id
}

/** The n-th colleague, who may be anybody. */
export const colleague = (n: number, role: Role, reach: Reach): Actor => ({
  ...{ kind: 'person', personId: `0193a000-0000-7000-8000-00000000${String(1000 + n)}` },
  assignments: [{ role, reach }],
})

/** A payee, verified by somebody else than who entered it. */
export function addVerified(fresh: FreshDatabase, fund: string, wanted: Partial<AddPayee> = {}): Promise<string> {
  const anybody = (n: number) => colleague(n, 'charity_manager', { kind: 'organisation', id: fund })
  const payee = {
    kind: 'body',
    name: '某某食堂',
    bankName: '鄂尔多斯银行(演示)',
    accountNumber: '6222000012345678',
  } as const
  return fresh.database.transact('test', async (tx) => {
    const id = await addPayee(tx, anybody(8), { fundId: fund, ...payee, ...wanted })
    await verifyPayee(tx, anybody(9), id, '核对了营业执照和开户许可')
    return id
  })
}

/** A payment of one fen that is asked for, with a file for the bank and a paper beside it. */
export async function addProven(fresh: FreshDatabase, { fund, name }: { fund: string; name: string }) {
  const authority = await grant(fresh, fund, { name, payeeKind: 'person' })
  const payee = await addVerified(fresh, fund, { kind: 'person', name })
  const asked = colleague(8, 'charity_manager', { kind: 'organisation', id: fund })
  const wanted = { authorityId: authority, payeeId: payee, amountFen: 1n, purpose: '助老餐费', reason: '' }
  return fresh.database.transact('test', async (tx) => {
    const payment = await requestPayment(tx, asked, wanted, LATER)
    const [proof, batch] = [crypto.randomUUID(), crypto.randomUUID()]
    const content = tx.secrets.sealBytes(Buffer.from('%PDF-1.7'), CONTENT)
    const file = await keepFile(tx, { name: 'proof', mediaType: 'application/octet-stream', addedBy: null, content })
    await sql`insert into payments.proofs (id, request_id, kind, file_id, media_type, words, confirmed_on, submitted_by,
        submitted_at)
      values (${proof}, ${payment}, 'signature', ${file}, 'application/pdf', ${tx.secrets.seal(name, WORDS)}, ${tx.today},
        ${payee}, ${tx.now})`.execute(tx.db)
    await sql`insert into payments.batches (id, account_id, number, made_by, made_at)
      select ${batch}, a.id, 1, ${payee}, ${tx.now} from payments.bank_accounts a
        join funds.pub_funds f on f.host_id = a.host_id where f.id = ${fund}`.execute(tx.db)
    return { authority, payee, payment, proof, batch }
  })
}

const WAY = ['asked', 'sent', 'paid', 'reached'] as const
interface Paying {
  readonly fund: string
  readonly motion: string
  readonly payee: string
  readonly fen: bigint
  readonly line?: string
  /** How far it comes; `failed` after it was sent, `returned` after it was paid. */
  readonly until: (typeof WAY)[number] | 'failed' | 'returned'
}

/** A payment under what a motion decided, by colleagues who each do their part. */
export function payUnder(fresh: FreshDatabase, { fund, motion, payee, fen, line, until }: Paying): Promise<string> {
  const by = (n: number) => colleague(n, 'charity_manager', { kind: 'organisation', id: fund })
  const far = WAY.indexOf(until === 'failed' ? 'sent' : until === 'returned' ? 'paid' : until)
  return fresh.database.transact('test', async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from payments.authorities where motion_id = ${motion}`.execute(
      tx.db,
    )
    const wanted = { payeeId: payee, amountFen: fen, purpose: '助老餐费', reason: '', budgetLine: line ?? null }
    const id = await requestPayment(tx, by(1), { ...wanted, authorityId: rows[0]?.id ?? '' }, LATER)
    const answer = { on: tx.today, reference: null, amountFen: null, reason: '账号有误' }
    if (far > 0) {
      await checkPayment(tx, by(2), id)
      await approvePayment(tx, by(3), id)
      await sendPayment(tx, by(4), id)
    }
    if (until === 'failed') await recordFailed(tx, by(5), id, answer)
    if (far > 1) await recordPaid(tx, by(5), id, answer)
    if (until === 'returned') await recordReturned(tx, by(5), id, answer)
    if (far > 2) {
      await addProof(tx, by(1), id, { kind: 'witness', words: '见证人在场', confirmedOn: tx.today })
      await acceptProof(tx, by(2), id)
    }
    return id
  })
}

/** Money for a fund to pay from, given through the bank. */
export const fill = (fresh: FreshDatabase, fund: string, fen: bigint, givenOn: string): Promise<string[]> =>
  fresh.database.transact('test', (tx) => {
    const gift = { fundId: fund, donorName: '', shown: 'anonymous', amountFen: fen, givenOn, channel: 'bank' } as const
    return recordOrders(tx, SETUP, [{ ...gift, purpose: '', note: '', orderNo: `fill ${fund}` }])
  })
