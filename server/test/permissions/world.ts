import type { Subject } from '@shanju/contract/access.ts'
import { routes as givingRoutes } from '@shanju/contract/giving/routes.ts'
import { routes as identityRoutes } from '@shanju/contract/identity/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes as supervisionRoutes } from '@shanju/contract/supervision/routes.ts'
import { dispatch } from '#platform/http/index.ts'
import { served } from '#src/wiring.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { addFund, SETUP } from '#test/support/house.ts'
import { addBallot } from './ballots.ts'
import {
  addBank,
  addByHand,
  addOrganisation,
  addToBooks,
  addToFund,
  addToRegistry,
  addWitness,
  communityIn,
  firstRegulation,
} from './by-hand.ts'
import { addEvaluation } from './evaluation.ts'
import { addGiftFile } from './gift-file.ts'
import { addGovernance } from './governance.ts'
import { newUuid, uuidOf } from './ids.ts'
import { addPayout } from './payout.ts'
import { addProject } from './projects.ts'

/** One banner with one of everything in it. Ids are as the wire shows them. */
export interface Side {
  readonly banner: string
  readonly town: string
  readonly community: string
  readonly org: string
  readonly fund: string
  readonly gift: string
  readonly publicId: string
  readonly entry: string
  readonly import: string
  readonly mapping: string
  readonly unknown: string
  readonly person: string
  readonly assignment: string
  readonly session: string
  readonly message: string
  readonly mongolianName: string
  readonly regulation: string
  readonly duty: string
  readonly file: string
  readonly certificate: string
  readonly staff: string
  readonly partyRecord: string
  readonly organisationImport: string
  readonly fundPaper: string
  readonly fundImport: string
  readonly group: string
  readonly seat: string
  readonly meeting: string
  readonly motion: string
  readonly question: string
  readonly ballot: string
  readonly ballotCode: string
  readonly voter: string
  readonly project: string
  readonly projectCode: string
  readonly evidence: string
  readonly evaluation: string
  readonly evaluationCode: string
  readonly questionnaire: string
  readonly respondent: string
  readonly photo: string
  readonly objection: string
  readonly bankAccount: string
  readonly bankLine: string
  readonly bankMatch: string
  readonly payee: string
  readonly authority: string
  readonly payment: string
  readonly proof: string
  readonly batch: string
  readonly complaint: string
  readonly complaintCode: string
  readonly draft: string
  readonly commitment: string
  readonly voucher: string
  readonly witness: string
  /** Texts that nobody outside the banner and its bodies may ever be answered. */
  readonly secrets: readonly string[]
}

export const ofCity = (): Subject => ({ divisions: ['150600'] })
export const ofBanner = (side: Side): Subject => ({ divisions: ['150600', side.banner] })
export const ofPlace = (side: Side): Subject => ({ divisions: ['150600', side.banner, side.town, side.community] })
/** Registered at the banner; its own people may act for it too. */
export const ofOrg = (side: Side): Subject => ({ ...ofBanner(side), organisationIds: [uuidOf(side.org)] })
/** A fund lies at a community and answers to its host. */
export const ofFund = (side: Side): Subject => ({ ...ofPlace(side), organisationIds: [uuidOf(side.org)] })

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire, of whichever route
type Wire = any

/** Fills a banner: through the routes themselves, and as rows where a route would ask for more than this is about. */
export async function makeSide(fresh: FreshDatabase, name: string, banner: string, town: string): Promise<Side> {
  const ask = async (route: AnyRoute, body: object): Promise<Wire> => {
    const one = served.find((each) => each.route === route)
    if (!one) throw new Error(`${route.name} is not served`)
    return dispatch(fresh.database, one, {
      caller: { actor: SETUP, language: 'zh' },
      raw: { body },
      requestId: 'test',
    })
  }
  const secrets = {
    remark: `备注 ${name}`,
    donor: `捐赠人${name}`,
    note: `便条 ${name}`,
    worker: `职工${name}`,
    userName: `worker.${name}`,
    upload: `文件 ${name}.csv`,
    payer: `付款人${name}`,
    mapping: `对应 ${name}`,
    duty: `义务 ${name}`,
    evidence: `凭证 ${name}.pdf`,
    complaint: `投诉 ${name} 的事`,
    contact: `联系 ${name}`,
    staff: `理事${name}`,
    secretary: `书记${name}`,
    registry: `名册 ${name}.xlsx`,
    paper: `协议 ${name}.pdf`,
    fundContact: `经办${name}`,
    fundFile: `基金 ${name}.csv`,
    member: `组员${name}`,
    question: `提问 ${name}`,
    payee: `收款人${name}`,
    bankPayer: `付款人 ${name}`,
    evidenceFile: `现场 ${name}.jpg`,
    objection: `异议 ${name} 的话`,
    objector: `异议人${name}`,
    resident: `居民${name}`,
    respondent: `受访者${name}`,
    said: `意见 ${name} 的话`,
    agreed: `同意人${name}`,
  }
  const place = { banner, town, community: await communityIn(fresh, town) }
  const org = await addOrganisation(fresh, name, banner, secrets.remark)
  const fund = showId('fund', await addFund(fresh, org, { name: `${name} 基金`, placeCode: place.community }))
  const gift = await ask(givingRoutes.record, {
    ...{ fundId: fund, donorName: secrets.donor, shown: 'anonymous', note: secrets.note },
    ...{ amountFen: '100', givenOn: '2026-05-03', channel: 'bank' },
  })
  const { personId: person } = await ask(identityRoutes.createPerson, {
    ...{ userName: secrets.userName, shownName: secrets.worker },
    assignment: { role: 'community_worker', reach: { kind: 'division', code: place.community } },
  })
  const { code } = await ask(supervisionRoutes.complain, {
    ...{ about: { kind: 'fund', id: fund }, words: secrets.complaint, contact: secrets.contact },
  })
  const made = { org, gift: uuidOf(gift.id), person: uuidOf(person), complaintCode: code }
  const project = await addProject(fresh, uuidOf(fund), `${banner} 项目`, secrets)
  return {
    ...place,
    ...{ fund, person, complaintCode: code, org: showId('org', org), gift: gift.id, publicId: gift.publicId },
    regulation: await firstRegulation(fresh),
    witness: showId('witness', await addWitness(fresh)),
    ...(await addToRegistry(fresh, org, place, secrets)),
    ...(await addToFund(fresh, { org, fund: uuidOf(fund) }, secrets)),
    ...(await addGovernance(fresh, uuidOf(fund), secrets)),
    ...project,
    ...(await addEvaluation(fresh, uuidOf(project.project), secrets)),
    ...(await addBallot(fresh, uuidOf(fund), `${banner} 投票`, secrets.resident)),
    ...(await addByHand(fresh, made, place, secrets)),
    ...(await addToBooks(fresh, { org, person: uuidOf(person) })),
    ...(await addBank(fresh, made, secrets)),
    ...(await addGiftFile(fresh, org, secrets)),
    ...(await addPayout(fresh, { fund: uuidOf(fund), person: uuidOf(person) }, secrets)),
    secrets: Object.values(secrets),
  }
}

/** The same shape with ids that nothing has. */
export function nowhere(): Side {
  const id = (prefix: string): string => showId(prefix, newUuid())
  return {
    ...{ banner: '159998', town: '159998001', community: '159998001001', regulation: 'Z99' },
    ...{ org: id('org'), fund: id('fund'), gift: id('gift'), publicId: '000000000000', entry: id('entry') },
    ...{ import: id('import'), person: id('person'), assignment: id('assignment'), session: id('session') },
    ...{ mapping: id('mapping'), unknown: id('unknown') },
    ...{ message: id('msg'), mongolianName: id('mnname'), duty: id('duty'), file: id('file') },
    ...{ certificate: id('cert'), staff: id('staff'), partyRecord: id('party'), organisationImport: id('orgimport') },
    ...{ fundPaper: id('file'), fundImport: id('fundimport') },
    ...{ group: id('group'), seat: id('seat'), meeting: id('meeting'), motion: id('motion'), question: id('question') },
    ...{ draft: id('draft'), commitment: id('commitment'), voucher: id('voucher') },
    ...{ witness: id('witness'), complaint: id('complaint'), complaintCode: '000000000000', secrets: [] },
    ...{ evaluation: id('evaluation'), evaluationCode: '000000000000', questionnaire: id('questionnaire') },
    ...{ respondent: id('respondent'), photo: id('photo') },
    ...{ ballot: id('ballot'), ballotCode: '000000000000', voter: id('voter') },
    ...{ project: id('project'), projectCode: '000000000000', evidence: id('evidence'), objection: id('objection') },
    ...{ bankAccount: id('bank'), bankLine: id('bankline'), bankMatch: id('match') },
    ...{
      payee: id('payee'),
      authority: id('authority'),
      payment: id('payment'),
      proof: id('proof'),
      batch: id('batch'),
    },
    ...{ complaint: id('complaint'), complaintCode: '000000000000', secrets: [] },
  }
}
