import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import type { Deed, PlannedPayment } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import type { Stage } from './stage.ts'

type Act = Extract<Deed, { kind: 'payment' }>
type Order = Extract<Deed, { kind: 'order_payments' }>

const BANK = '鄂尔多斯某银行(演示)'
/** Numbers of made-up accounts begin like no bank's. */
const NUMBER = '0000150699'
/** Of what a fund may spend, a single payment takes at most so many percent. */
const AT_MOST = 35n
const SMALLEST_FEN = 5000n
const REASON = '同一决议分两笔支付，先付首笔(演示)'

/** Asks for part of what the motion's authority leaves, as far as the fund has money; the payee is entered on the way. */
export async function askPayment(stage: Stage, cast: Cast, payment: PlannedPayment, by: string): Promise<void> {
  const person = cast.person(by)
  const fundId = showId('fund', cast.fund(payment.fund))
  const motion = cast.motions.get(payment.motion)
  const { items } = await stage.ask(person, routes.listAuthorities, { query: { fundId } })
  const authority = items.find(({ motionId }) => motionId === motion)
  if (!authority || authority.against !== null) return
  const params = { hostId: showId('org', cast.organisation(payment.host)) }
  const places = await stage.ask(cast.person(payment.accountant), voucherRoutes.listPlaces, { params })
  const free = places.items.find(({ fund, restriction }) => fund?.id === fundId && restriction !== null)
  const [wanted, most] = [
    (BigInt(authority.leftFen) * BigInt(payment.percent)) / 100n,
    (BigInt(free?.spendableFen ?? '0') * AT_MOST) / 100n,
  ]
  const amountFen = ((wanted < most ? wanted : most) / 100n) * 100n
  if (amountFen < SMALLEST_FEN) return
  const { id } = await stage.ask(person, routes.request, {
    body: {
      ...{ authorityId: authority.id, payeeId: await payeeOf(stage, cast, payment, by) },
      ...{ amountFen: amountFen.toString(), purpose: payment.purpose, reason: REASON },
    },
  })
  cast.payments.set(payment.key, id)
}

/** Entered by who asks first, verified by somebody else. */
async function payeeOf(stage: Stage, cast: Cast, payment: PlannedPayment, by: string): Promise<string> {
  const key = `${payment.host} ${payment.payee}`
  const known = cast.payees.get(key)
  if (known) return known
  const accountNumber = `${NUMBER}${String(cast.payees.size + 1).padStart(6, '0')}`
  const { id } = await stage.ask(cast.person(by), routes.addPayee, {
    body: {
      ...{ fundId: showId('fund', cast.fund(payment.fund)), kind: 'body' as const, name: payment.payee },
      ...{ bankName: BANK, accountNumber },
    },
  })
  cast.payees.set(key, id)
  const body = { reason: '已核对营业执照和开户许可证(演示)' }
  await stage.ask(cast.person(payment.checker), routes.verifyPayee, { params: { id }, body })
  return id
}

/** One file for the bank where the host's account is known to the platform; else each order is sent by itself. */
export async function orderPayments(stage: Stage, cast: Cast, { host, payments, by }: Order): Promise<void> {
  const person = cast.person(by)
  const paymentIds = payments.flatMap((key) => cast.payments.get(key) ?? [])
  if (paymentIds.length === 0) return
  const query = { hostId: showId('org', cast.organisation(host)) }
  const { items } = await stage.ask(person, routes.listAccounts, { query })
  const [account] = items
  if (account) await stage.ask(person, routes.makeBatch, { body: { accountId: account.id, paymentIds } })
  else for (const id of paymentIds) await stage.ask(person, routes.send, { params: { id } })
}

/** A step of a payment that was asked for. */
export async function actOnPayment(stage: Stage, cast: Cast, { payment, act, by }: Act): Promise<void> {
  const id = cast.payments.get(payment)
  if (id === undefined) return
  const [person, params, on] = [cast.person(by), { id }, shanghaiDate(stage.clock.now())]
  const answer = { on, reference: `B${on.replaceAll('-', '')}${payment.padStart(3, '0')}` }
  switch (act) {
    case 'check':
    case 'approve':
      await stage.ask(person, routes[act], { params })
      return
    case 'book':
      await stage.ask(person, routes.recordPaid, { params, body: answer })
      return
    case 'book_part': {
      const { amountFen } = await stage.ask(person, routes.getPayment, { params })
      const part = ((BigInt(amountFen) / 200n) * 100n).toString()
      await stage.ask(person, routes.recordPaid, { params, body: { ...answer, amountFen: part } })
      return
    }
    case 'fail':
      await stage.ask(person, routes.recordFailed, { params, body: { ...answer, reason: '收款账号与户名不符(演示)' } })
      return
    case 'return':
      await stage.ask(person, routes.recordReturned, { params, body: { ...answer, reason: '收款账户已销户(演示)' } })
      return
    case 'prove': {
      const body = {
        kind: 'witness' as const,
        words: '社区工作人员和居民代表现场见证，物品已送到(演示)',
        confirmedOn: on,
      }
      await stage.ask(person, routes.addProof, { params, body })
      return
    }
    case 'accept':
      await stage.ask(person, routes.acceptProof, { params })
      return
    case 'refuse':
      await stage.ask(person, routes.refuse, { params, body: { reason: '发票与报价单金额不一致，请补正后再提(演示)' } })
      return
    case 'withdraw':
      await stage.ask(person, routes.withdraw, { params, body: { reason: '商家改期供货，下月再付(演示)' } })
  }
}
