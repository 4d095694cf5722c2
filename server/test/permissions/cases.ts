import type { Subject } from '@shanju/contract/access.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { uuidOf } from './ids.ts'
import { ofBanner, ofCity, ofFund, ofOrg, ofPlace, type Side } from './world.ts'

interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object | string
}

/** How to ask a route about the things of one side, and what that says about who may. */
export interface Case {
  /** A valid request; nothing to say for a route without input. */
  readonly ask?: (side: Side) => Asked
  /** Whose business the request is; for every route that names an action and is no list. */
  readonly about?: (side: Side) => Subject
  /** Where the right is needed too, once the thing itself may be touched. */
  readonly also?: (side: Side) => Subject
  /** What it names is public, so that an unknown one may be called unknown. */
  readonly known?: true
  /** For a list: a text of the side's row, which stands in the answer exactly when the row may be seen. */
  readonly row?: (side: Side) => string
  /** The same in the exported file, where that tells rows by something else. */
  readonly cell?: (side: Side) => string
  /** Whose business that row is. */
  readonly rowOf?: (side: Side) => Subject
  /** A list that only counts; the numbers are held to the rows by its own test. */
  readonly counts?: true
  /** Works at a password, which takes half a second on purpose: asked by a few callers only. */
  readonly slow?: true
}

const SOURCE = { effectiveOn: '2026-11-01', source: '批复 测试' }
const PASSWORD = { password: 'not the password 1' }
const TOKEN = 'A'.repeat(43)
const reachOf = (side: Side) => ({ kind: 'division', code: side.community })
const creditCode = (): string => {
  const body = '53150603MJ0000077'
  return body + creditCodeCheck(body)
}

const division: Pick<Case, 'about'> = { about: ofPlace }
const byDivision = (side: Side): Asked => ({ params: { code: side.community } })
const person: Pick<Case, 'about'> = { about: ofPlace }
const byPerson = (side: Side): Asked => ({ params: { id: side.person } })
const byOrg = (side: Side): Asked => ({ params: { id: side.org } })
const byFund = (side: Side): Asked => ({ params: { id: side.fund } })
const byGift = (side: Side): Asked => ({ params: { id: side.gift } })
const byImport = (side: Side): Asked => ({ params: { id: side.import } })
const byDuty = (side: Side): Asked => ({ params: { id: side.duty } })
const byComplaint = (side: Side): Asked => ({ params: { id: side.complaint } })
const WORDS = { reason: '测试 理由' }

/** By name of the route. Exports follow their list and need no row here. */
export const CASES: Readonly<Record<string, Case>> = {
  'platform.about': {},
  'platform.demonstration': { about: ofCity },
  'platform.loadDemonstration': { about: ofCity, ask: () => ({ body: {} }) },
  'notify.mine': {},
  'notify.markRead': { ask: () => ({ body: {} }) },
  'notify.outbox': { about: ofCity },
  'trail.list': { ask: () => ({ query: { pageSize: '100' } }), row: (side) => uuidOf(side.gift), rowOf: ofFund },

  'divisions.searchDivisions': {},
  'divisions.listChanges': {},
  'divisions.listMongolianNames': {
    ask: () => ({ query: { pageSize: '200' } }),
    row: (side) => side.mongolianName,
    rowOf: ofPlace,
  },
  'divisions.getDivision': { ask: byDivision },
  'divisions.listChildren': { ask: byDivision },
  'divisions.resolveDivision': { ask: byDivision },
  'divisions.renameDivision': {
    ...division,
    ask: (side) => ({ ...byDivision(side), body: { name: '新名', officialName: '新名社区', ...SOURCE } }),
  },
  'divisions.mergeDivisions': {
    ...division,
    ask: (side) => ({ body: { codes: [side.community], into: side.community, ...SOURCE } }),
  },
  'divisions.splitDivision': {
    ...division,
    ask: (side) => ({
      ...byDivision(side),
      body: {
        parts: [
          { part: side.community, children: [] },
          {
            part: { code: `${side.town}999`, name: '新社区', officialName: '新社区', kind: 'community' },
            children: [],
          },
        ],
        ...SOURCE,
      },
    }),
  },
  'divisions.setUrban': {
    ...division,
    ask: (side) => ({ ...byDivision(side), body: { urban: true, since: '2026-11-01', source: '批复 测试' } }),
  },
  'divisions.reviewMongolianName': {
    ...division,
    ask: (side) => ({ params: { id: side.mongolianName }, body: { state: 'reviewed' } }),
  },

  'organisations.listOrganisations': {},
  'organisations.getOrganisation': { ask: byOrg },
  'organisations.listManagedOrganisations': { row: (side) => side.org, rowOf: ofOrg },
  'organisations.getManagedOrganisation': { about: ofOrg, ask: byOrg },
  'organisations.registerOrganisation': {
    about: ofBanner,
    ask: (side) => ({
      body: {
        name: '新慈善会',
        creditCode: creditCode(),
        kind: 'other',
        charity: false,
        registeredIn: side.banner,
        officePhone: null,
      },
    }),
  },
  'organisations.changeContact': {
    about: ofOrg,
    ask: (side) => ({ ...byOrg(side), body: { version: 1, officePhone: null } }),
  },
  'organisations.changeRegistration': {
    about: ofOrg,
    also: ofBanner,
    ask: (side) => ({
      ...byOrg(side),
      body: {
        version: 1,
        name: '改名慈善会',
        kind: 'other',
        charity: true,
        registeredIn: side.banner,
        status: 'active',
        statusSince: null,
        remark: '',
      },
    }),
  },

  'identity.signIn': { slow: true, ask: () => ({ body: { userName: 'nobody', ...PASSWORD } }) },
  'identity.verifySecondFactor': { ask: () => ({ body: { kind: 'totp', code: '123456' } }) },
  'identity.signOut': {},
  'identity.lookAtLink': { ask: () => ({ body: { token: TOKEN } }) },
  'identity.acceptLink': { ask: () => ({ body: { token: TOKEN, ...PASSWORD } }) },
  'identity.acceptFirstLink': {
    ask: () => ({ body: { token: TOKEN, userName: 'first', shownName: '第一', ...PASSWORD } }),
  },
  'identity.me': {},
  'identity.sessions': {},
  'identity.endSession': { ask: (side) => ({ params: { id: side.session } }) },
  'identity.endOtherSessions': {},
  'identity.changePassword': {
    slow: true,
    ask: () => ({ body: { current: PASSWORD.password, next: 'another password 2' } }),
  },
  'identity.enrolTotp': { slow: true, ask: () => ({ body: PASSWORD }) },
  'identity.confirmTotp': { slow: true, ask: () => ({ body: { code: '123456' } }) },
  'identity.disableTotp': { slow: true, ask: () => ({ body: PASSWORD }) },
  'identity.recoveryCodes': { slow: true, ask: () => ({ body: PASSWORD }) },
  'identity.people': { ask: () => ({ query: { pageSize: '100' } }), row: (side) => side.person, rowOf: ofPlace },
  'identity.person': { ...person, ask: byPerson },
  'identity.createPerson': {
    ...person,
    known: true,
    ask: (side) => ({
      body: { userName: 'new.one', shownName: '新人', assignment: { role: 'community_worker', reach: reachOf(side) } },
    }),
  },
  'identity.changePerson': {
    ...person,
    ask: (side) => ({ ...byPerson(side), body: { shownName: '改名', phone: null } }),
  },
  'identity.deactivatePerson': { ...person, ask: byPerson },
  'identity.reactivatePerson': {
    ...person,
    ask: (side) => ({ ...byPerson(side), body: { role: 'community_worker', reach: reachOf(side) } }),
  },
  'identity.endSessionsOf': { ...person, ask: byPerson },
  'identity.resetLink': { ...person, ask: (side) => ({ ...byPerson(side), body: { removeSecondFactor: false } }) },
  'identity.assignRole': {
    ...person,
    ask: (side) => ({ ...byPerson(side), body: { role: 'group_member', reach: reachOf(side) } }),
  },
  'identity.endAssignment': { ...person, ask: (side) => ({ params: { id: side.assignment } }) },
  'identity.handOver': { ...person, ask: (side) => ({ ...byPerson(side), body: { toPersonId: side.person } }) },

  'regulations.list': {},
  'regulations.get': { ask: (side) => ({ params: { id: side.regulation } }) },
  'regulations.changeSetting': {
    about: ofCity,
    ask: (side) => ({
      params: { id: side.regulation },
      body: { fromOn: '2026-12-01', enabled: false, reason: '测试 理由' },
    }),
  },
  'regulations.listDuties': { row: (side) => side.duty, rowOf: ofFund },
  'regulations.countDuties': { counts: true },
  'regulations.getDuty': { about: ofFund, ask: byDuty },
  'regulations.doDuty': { about: ofFund, ask: (side) => ({ ...byDuty(side), body: { evidence: '测试 凭证' } }) },
  'regulations.waiveDuty': { about: ofFund, ask: (side) => ({ ...byDuty(side), body: WORDS }) },
  'regulations.correctDuty': { about: ofFund, ask: (side) => ({ ...byDuty(side), body: { note: '测试 说明' } }) },
  'regulations.addEvidence': {
    about: ofFund,
    ask: (side) => ({ ...byDuty(side), query: { fileName: '凭证.pdf' }, body: 'paper' }),
  },
  'regulations.readEvidence': { about: ofFund, ask: (side) => ({ params: { id: side.duty, fileId: side.file } }) },

  'ledger.listBooks': { row: (side) => side.org, rowOf: ofOrg },
  'ledger.openBooks': { about: ofOrg, ask: (side) => ({ params: { hostId: side.org }, body: { lines: [] } }) },
  'ledger.listEntries': { row: (side) => side.entry, rowOf: ofOrg },
  'ledger.getEntry': { about: ofOrg, ask: (side) => ({ params: { id: side.entry } }) },

  'funds.list': {},
  'funds.get': { ask: byFund },
  'funds.figuresOf': { ask: (side) => ({ params: { code: side.banner } }) },
  'funds.mine': { row: (side) => side.fund, rowOf: ofFund },
  'funds.open': {
    about: ofOrg,
    ask: (side) => ({
      body: {
        name: '新基金',
        hostId: side.org,
        placeCode: side.community,
        purpose: '帮助有困难的邻居',
        fields: ['care'],
        opensOn: '2026-11-01',
      },
    }),
  },
  'funds.change': {
    about: ofFund,
    ask: (side) => ({ ...byFund(side), body: { name: '改名基金', purpose: '帮助有困难的邻居', fields: ['care'] } }),
  },
  'funds.freeze': { about: ofFund, ask: (side) => ({ ...byFund(side), body: WORDS }) },
  'funds.reopen': { about: ofFund, ask: (side) => ({ ...byFund(side), body: WORDS }) },

  'giving.listPublic': {},
  'giving.getPublic': { ask: (side) => ({ params: { publicId: side.publicId } }) },
  'giving.countPublic': {},
  'giving.list': { row: (side) => side.gift, cell: (side) => formatPublicId(side.publicId), rowOf: ofFund },
  'giving.get': { about: ofFund, ask: byGift },
  'giving.record': {
    about: ofFund,
    ask: (side) => ({ body: { fundId: side.fund, amountFen: '500', givenOn: '2026-11-02', channel: 'cash' } }),
  },
  'giving.void': { about: ofFund, ask: (side) => ({ ...byGift(side), body: WORDS }) },
  'giving.upload': {
    about: ofOrg,
    ask: (side) => ({
      query: { hostId: side.org, fileName: 'gifts.csv' },
      body: '捐赠日期,金额(元),基金\n2026-05-03,1,x\n',
    }),
  },
  'giving.listImports': { row: (side) => side.import, rowOf: ofOrg },
  'giving.getImport': { about: ofOrg, ask: byImport },
  'giving.importErrors': { about: ofOrg, ask: byImport },
  'giving.load': { about: ofOrg, ask: (side) => ({ ...byImport(side), body: { goodRowsOnly: true } }) },

  'supervision.complain': {
    ask: (side) => ({ body: { about: { kind: 'gift', publicId: side.publicId }, words: '测试 投诉' } }),
  },
  'supervision.complaintByCode': { ask: (side) => ({ params: { code: side.complaintCode } }) },
  'supervision.list': { row: (side) => side.complaint, rowOf: ofPlace },
  'supervision.get': { about: ofPlace, ask: byComplaint },
  'supervision.answer': {
    about: ofPlace,
    ask: (side) => ({ ...byComplaint(side), body: { words: '测试 答复', closes: false } }),
  },
}
