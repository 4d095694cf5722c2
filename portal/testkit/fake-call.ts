import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { PublicPayment } from '@shanju/contract/payments/payout-shapes.ts'
import { routes as payments } from '@shanju/contract/payments/routes.ts'
import { routes as platform } from '@shanju/contract/platform/routes.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { routes as supervision } from '@shanju/contract/supervision/routes.ts'
import { routes as transparency } from '@shanju/contract/transparency/routes.ts'
import type { Call, CallInput } from '../src/index.ts'
import { BOOK_LINES, CORRECTION, statementOf } from './fake-books.ts'
import { childrenOf, DIVISIONS, FUNDS, GIFTS, HOST, NOW, ROWS } from './fake-city.ts'
import { EVALUATIONS } from './fake-evaluations.ts'
import { LOG, proofOfGift } from './fake-log.ts'
import { RULES } from './fake-rules.ts'
import { SPENDING, traceOf } from './fake-trace.ts'
import { BALLOTS, PROJECTS } from './fake-work.ts'

class NotFound extends Error {
  readonly code = 'platform.not_found'
}

class WrongCode extends Error {
  readonly code = 'giving.slip_code_wrong'
}

type Answerer = (input: {
  params: Record<string, string>
  query: Record<string, unknown>
  body: Record<string, unknown>
}) => unknown

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new NotFound()
  return value
}

function page<T>(items: readonly T[], query: Record<string, unknown>) {
  const { page: number, pageSize } = query as { page: number; pageSize: number }
  return { items: items.slice((number - 1) * pageSize, number * pageSize), total: items.length, more: false }
}

const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)
const within = (code: unknown) => FUNDS.filter((fund) => !code || fund.place.code.startsWith(String(code)))
const named = (name: string, q: unknown) => !q || name.includes(String(q))

const ofFund = <T extends { readonly fund: { readonly id: string } }>(
  all: readonly T[],
  { fundId }: Record<string, unknown>,
) => all.filter(({ fund }) => !fundId || fund.id === fundId)

/** One that reached a body, one to a person that partly came back. */
const PAYMENTS: readonly PublicPayment[] = [
  {
    ...{ code: '0123456789AB', on: '2026-10-20', amountFen: 400_000n, returnedFen: 0n, purpose: '长者午餐补贴' },
    ...{ payee: '邻里社区食堂(演示)', reached: true, hoursToPay: 30 },
  },
  {
    ...{ code: '0123456789AC', on: '2026-10-21', amountFen: 100_000n, returnedFen: 50_000n, purpose: '困难补助' },
    ...{ payee: null, reached: false, hoursToPay: 5.5 },
  },
]

const ANSWERS: Readonly<Record<string, Answerer>> = {
  [platform.about.name]: () => ({ version: '0.0.0', demonstration: true, empty: false }),
  [supervision.complain.name]: () => ({ code: '0123456789AB', answerBy: '2026-12-14' }),
  [supervision.complaintByCode.name]: ({ params }) =>
    found(
      params.code === '0123456789AB'
        ? {
            code: params.code,
            state: 'answered',
            madeAt: NOW,
            answerBy: '2026-12-14',
            answers: [{ words: '已经核实，名字今天改正。', at: NOW, closes: false }],
          }
        : undefined,
    ),
  [proofRoutes.getProof.name]: ({ params }) => proofOfGift(params.publicId ?? ''),
  [proofRoutes.getPublicEntry.name]: ({ params }) =>
    found(
      params.entryId === CORRECTION.id
        ? CORRECTION
        : params.entryId === SPENDING.entryId
          ? { ...CORRECTION, id: SPENDING.entryId, number: SPENDING.number, reverses: null, proof: proofOfGift('7') }
          : undefined,
    ),
  [transparency.getLog.name]: () => LOG,
  [giving.changeOwnShown.name]: ({ params, body }) => {
    if (body.slipCode !== 'ABCD-EFGH') throw new WrongCode()
    return found(GIFTS.find(({ publicId }) => publicId === params.publicId))
  },
  [regulations.list.name]: () => ({ on: '2026-11-23', items: RULES }),
  [regulations.get.name]: ({ params }) => found(RULES.find(({ id }) => id === params.id)),
  [divisions.getDivision.name]: ({ params }) => found(DIVISIONS.find(({ code }) => code === params.code)),
  [divisions.listChildren.name]: ({ params }) => ({ items: childrenOf(params.code ?? ''), updated: NOW }),
  [divisions.searchDivisions.name]: ({ query }) => ({
    ...page(
      ROWS.filter(({ name }) => named(name, query.q)),
      query,
    ),
    updated: NOW,
  }),
  [funds.list.name]: ({ query }) =>
    page(
      within(query.within).filter(({ name }) => named(name, query.q)),
      query,
    ),
  [funds.get.name]: ({ params }) => found(FUNDS.find(({ id }) => id === params.id)),
  [funds.figuresOf.name]: ({ params }) => {
    const all = within(params.code?.replace(/^150600$/, '1506'))
    return {
      inFen: sum(all.map((fund) => fund.figures.inFen)),
      outFen: sum(all.map((fund) => fund.figures.outFen)),
      leftFen: sum(all.map((fund) => fund.figures.leftFen)),
      fundCount: all.length,
      openFundCount: all.filter(({ state }) => state === 'open').length,
    }
  },
  [funds.getStatement.name]: ({ params, query }) => statementOf(found(FUNDS.find(({ id }) => id === params.id)), query),
  [projects.publicList.name]: ({ query }) => page(ofFund(PROJECTS, query), query),
  [projects.publicProject.name]: ({ params }) => found(PROJECTS.find(({ code }) => code === params.code)),
  [ballots.publicList.name]: ({ query }) => page(ofFund(BALLOTS, query), query),
  [ballots.publicBallot.name]: ({ params }) => found(BALLOTS.find(({ publicId }) => publicId === params.id)),
  [evaluations.ofProject.name]: ({ params }) => ({
    items: EVALUATIONS.filter(({ project }) => project.code === params.id),
  }),
  [evaluations.asking.name]: ({ params }) => found(EVALUATIONS.find(({ publicId }) => publicId === params.id)),
  [payments.publicPayments.name]: ({ query }) => page(PAYMENTS, query),
  [giving.listBookLines.name]: () => BOOK_LINES,
  [giving.listPublic.name]: ({ query }) => page(GIFTS, query),
  [giving.countPublic.name]: () => ({ giftCount: 1234, historyCount: 3, historyFen: 150_000n }),
  [giving.getPublic.name]: ({ params }) => found(GIFTS.find(({ publicId }) => publicId === params.publicId)),
  [giving.tracePublic.name]: ({ params }) => traceOf(found(GIFTS.find(({ publicId }) => publicId === params.publicId))),
  [giving.spendingPublic.name]: ({ params }) => found(params.entryId === SPENDING.entryId ? SPENDING : undefined),
  [organisations.getOrganisation.name]: ({ params }) => found(params.id === HOST.id ? HOST : undefined),
  [organisations.listOrganisations.name]: ({ query }) => page(named(HOST.name, query.q) ? [HOST] : [], query),
}

/**
 * The public API over the fake city: input is read and output written by the route's own shapes, so neither side can
 * drift from the contract.
 */
export function fakeCall(changed: Readonly<Record<string, Answerer>> = {}): Call {
  return async <R extends AnyRoute>(route: R, input: CallInput<R>): Promise<Output<R>> => {
    const answerer = found({ ...ANSWERS, ...changed }[route.name])
    const params = route.params?.parse(input.params) ?? {}
    const query = route.query?.parse(input.query) ?? {}
    return route.output.decode(
      route.output.encode(answerer({ params, query, body: (input.body ?? {}) as Record<string, unknown> })),
    )
  }
}
