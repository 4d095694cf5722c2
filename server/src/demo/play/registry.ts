import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { BroughtForward, Deed, PlannedFund, PlannedOrganisation } from '../plan/shapes.ts'
import { ADMIN } from './administrator.ts'
import type { Cast } from './cast.ts'
import type { Stage } from './stage.ts'

const organisationId = idOf('org')
const fundId = idOf('fund')
const REMARK = '演示机构，并不存在。'

export async function register(stage: Stage, cast: Cast, { key, ...body }: PlannedOrganisation): Promise<void> {
  const made = await stage.ask(cast.person(ADMIN), organisations.registerOrganisation, {
    body: { ...body, remark: REMARK },
  })
  cast.organisations.set(key, organisationId.decode(made.id))
}

export async function dissolve(stage: Stage, cast: Cast, key: string, on: string): Promise<void> {
  const bureau = cast.person('city')
  const params = { id: showId('org', cast.organisation(key)) }
  const now = await stage.ask(bureau, organisations.getManagedOrganisation, { params })
  await stage.ask(bureau, organisations.changeRegistration, {
    params,
    body: {
      ...{ version: now.version, name: now.name, kind: now.kind, charity: now.charity, remark: now.remark },
      registeredIn: now.registeredIn.code,
      status: 'dissolved',
      statusSince: on,
    },
  })
}

export async function openFund(stage: Stage, cast: Cast, fund: PlannedFund, by: string): Promise<void> {
  const { name, purpose, place, opensOn } = fund
  const made = await stage.ask(cast.person(by), funds.open, {
    body: {
      ...{ name, purpose, opensOn },
      fields: [...fund.fields],
      placeCode: place,
      hostId: showId('org', cast.organisation(fund.host)),
    },
  })
  cast.funds.set(fund.key, fundId.decode(made.id))
}

type Step = Extract<Deed, { kind: 'freeze' | 'reopen' }>

export async function stepFund(stage: Stage, cast: Cast, { kind, fund, by, reason }: Step): Promise<void> {
  const params = { id: showId('fund', cast.fund(fund)) }
  await stage.ask(cast.person(by), kind === 'freeze' ? funds.freeze : funds.reopen, { params, body: { reason } })
}

/** Money in the bank on one side; on the other what is the host's own and what its funds bring along (3101, 3102). */
export async function openBooks(
  stage: Stage,
  cast: Cast,
  host: string,
  by: string,
  brought: BroughtForward,
): Promise<void> {
  const total = brought.funds.reduce((sum, { fen }) => sum + fen, brought.ownFen)
  const lines = [
    { account: '1002', side: 'debit' as const, amountFen: total.toString() },
    { account: '3101', side: 'credit' as const, amountFen: brought.ownFen.toString() },
    ...brought.funds.map(({ fund, fen }) => ({
      ...{ account: '3102', side: 'credit' as const, amountFen: fen.toString() },
      fundId: showId('fund', cast.fund(fund)),
    })),
  ]
  const params = { hostId: showId('org', cast.organisation(host)) }
  await stage.ask(cast.person(by), ledger.openBooks, { params, body: { lines } })
}
