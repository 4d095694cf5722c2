import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { addDays, shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { Deed, PlannedFund } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import type { Stage } from './stage.ts'

const fundId = idOf('fund')
const TERM_DAYS = 730
const REASON = '设立机构已逐项核对，演示中照常设立。'

/** Writes a fund down, agrees on it and opens it; one that is bare is opened at once, one in preparation is not. */
export async function openFund(stage: Stage, cast: Cast, fund: PlannedFund, by: string): Promise<void> {
  const [manager, today] = [cast.person(by), shanghaiDate(stage.clock.now())]
  const { name, purpose, place, opensOn, as, source, openingSumFen } = fund
  const plain = { name, purpose, opensOn, fields: [...fund.fields], placeCode: place }
  const body = { ...plain, hostId: showId('org', cast.organisation(fund.host)) }
  if (as === 'bare') {
    const made = await stage.ask(manager, funds.open, { body })
    cast.funds.set(fund.key, fundId.decode(made.id))
    return
  }
  const { id } = await stage.ask(manager, funds.prepare, {
    body: { ...body, sourceKind: source, openingSumFen: openingSumFen.toString() },
  })
  cast.funds.set(fund.key, fundId.decode(id))
  const params = { id }
  await stage.ask(manager, funds.addAgreement, { params, body: { ...fund.terms.agreement, signedOn: today } })
  if (as === 'preparing') return
  await agree(stage, cast, fund, by, params)
  await stage.ask(manager, funds.begin, { params, body: { opensOn, reason: REASON } })
}

async function agree(
  stage: Stage,
  cast: Cast,
  { terms, fields, opensOn, source }: PlannedFund,
  by: string,
  params: { id: string },
): Promise<void> {
  const manager = cast.person(by)
  const { ceilingFen, complaintTelephone: telephone, publishedIn, serves } = terms
  const term = { fromOn: opensOn, toOn: addDays(opensOn, TERM_DAYS) }
  await stage.ask(manager, funds.addDelegation, {
    params,
    body: { ...term, ceilingFen: ceilingFen.toString(), subjects: [...fields] },
  })
  await stage.ask(manager, funds.setComplaintLine, { params, body: { telephone, publishedIn, publishedOn: opensOn } })
  if (serves.length > 0) await stage.ask(manager, funds.setServed, { params, body: { codes: [...serves] } })
  if (source !== 'host_money') return
  const query = { kind: 'board_decision', fileName: '理事会决议(演示).pdf' } as const
  await stage.upload(manager, funds.addPaper, { params, query }, DECISION)
}

/** The smallest paper that is one: a page with nothing on it. */
const DECISION = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

/** Done what opening a fund asks for afterwards: it stands on the national platform (F08). */
export async function publishFund(stage: Stage, cast: Cast, fund: string, by: string): Promise<void> {
  const owed = await stage.ask(cast.person(by), regulations.listDuties, {
    query: { state: 'open', regulation: 'F08', subjectKind: 'fund', subjectId: cast.fund(fund) },
  })
  for (const { id } of owed.items) {
    const body = { evidence: '已在全国慈善信息公开平台公开(演示)' }
    await stage.ask(cast.person(by), regulations.doDuty, { params: { id }, body })
  }
}

type Step = Extract<Deed, { kind: 'freeze' | 'reopen' }>

export async function stepFund(stage: Stage, cast: Cast, { kind, fund, by, reason }: Step): Promise<void> {
  const params = { id: showId('fund', cast.fund(fund)) }
  await stage.ask(cast.person(by), kind === 'freeze' ? funds.freeze : funds.reopen, { params, body: { reason } })
}
