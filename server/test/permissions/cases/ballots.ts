import { BALLOT } from '#modules/ballots/testkit.ts'
import { sent } from '#test/support/groups.ts'
import { ofFund, type Side } from '../world.ts'
import { type Asked, type Case, type Cases, WORDS } from './case.ts'

const itself: Pick<Case, 'about'> = { about: ofFund }
const by =
  (body?: object | ((side: Side) => object)) =>
  (side: Side): Asked => ({
    params: { id: side.ballot },
    ...(body ? { body: typeof body === 'function' ? body(side) : body } : {}),
  })
const open = (body?: object) => (side: Side) => ({ params: { id: side.ballotCode }, ...(body ? { body } : {}) })

export const ballots: Cases = {
  'ballots.list': { row: (side) => side.ballot, rowOf: ofFund, cell: (side) => `${side.banner} 投票` },
  'ballots.get': { ...itself, ask: by() },
  'ballots.plan': { ...itself, ask: (side) => ({ body: sent({ ...BALLOT, fundId: side.fund }) }) },
  'ballots.importRoll': {
    ...itself,
    ask: (side) => ({ params: { id: side.ballot }, body: '姓名\n测试居民\n' }),
  },
  'ballots.listRoll': { ...itself, ask: by() },
  'ballots.printNotice': {
    ...itself,
    slow: true,
    ask: (side) => ({ ...by()(side), query: { format: 'docx', site: 'http://127.0.0.1' } }),
  },
  'ballots.makeCodes': { ...itself, ask: by({}) },
  'ballots.open': { ...itself, ask: by() },
  'ballots.withdrawOption': { ...itself, ask: by({ number: 1, ...WORDS }) },
  'ballots.cancel': { ...itself, ask: by(WORDS) },
  'ballots.checkIn': { ...itself, ask: by((side) => ({ voterId: side.voter })) },
  'ballots.keySlip': { ...itself, ask: by({ slip: 1, marks: [] }) },
  'ballots.close': { ...itself, ask: by() },
  'ballots.putToGroup': { ...itself, ask: by((side) => ({ meetingId: side.meeting })) },
  'ballots.publicList': {},
  'ballots.publicBallot': { ask: open() },
  'ballots.votesFile': { ask: open() },
  'ballots.vote': { ask: open({ code: '000000000000', marks: [] }) },
}
