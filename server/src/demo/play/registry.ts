import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { BroughtForward, PlannedCertificate, PlannedOrganisation, PlannedParty } from '../plan/shapes.ts'
import { ADMIN } from './administrator.ts'
import type { Cast } from './cast.ts'
import type { Stage } from './stage.ts'

const organisationId = idOf('org')
const REMARK = '演示机构，并不存在。'

export async function register(stage: Stage, cast: Cast, organisation: PlannedOrganisation, on: string): Promise<void> {
  const { key, ...body } = organisation
  const made = await stage.ask(cast.person(ADMIN), organisations.registerOrganisation, {
    body: { ...body, registeredOn: on, remark: REMARK },
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

/** As a paper of the registering authority would say. */
export async function certify(
  stage: Stage,
  cast: Cast,
  organisation: string,
  { kind, number, level, fromOn, toOn }: PlannedCertificate,
): Promise<void> {
  await stage.ask(cast.person('city'), organisations.recordCertificate, {
    params: { id: showId('org', cast.organisation(organisation)) },
    body: {
      ...{ kind, fromOn, toOn, level: level ?? null, issuer: '登记管理机关(演示)' },
      number: kind === 'rating' ? null : number,
    },
  })
}

export async function fileParty(stage: Stage, cast: Cast, party: PlannedParty, by: string): Promise<void> {
  const [actor, params] = [cast.person(by), { id: showId('org', cast.organisation(party.organisation)) }]
  const today = shanghaiDate(stage.clock.now())
  if (party.record) {
    const { form, inStep } = party.record
    const name = form === 'instructor' || form === 'liaison' ? '' : `中共${party.name}支部`
    const body = { form, inStep, name, person: null, fromOn: today, toOn: null, evidence: '组建批复(演示)' }
    await stage.ask(actor, organisations.addPartyRecord, { params, body })
  }
  if (party.fullMembers === undefined) return
  const body = { revision: 0, fullMembers: party.fullMembers, asOf: today }
  await stage.ask(actor, organisations.stateMembers, { params, body })
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
