import { ofFund, type Side } from '../world.ts'
import { type Asked, type Case, type Cases, WORDS } from './case.ts'

const itself: Pick<Case, 'about'> = { about: ofFund }
type Thing = 'group' | 'seat' | 'meeting' | 'motion' | 'question'
const by =
  (thing: Thing, body?: object | ((side: Side) => object)) =>
  (side: Side): Asked => ({
    params: { id: side[thing] },
    ...(body ? { body: typeof body === 'function' ? body(side) : body } : {}),
  })

const seat = { kind: 'other', name: '某人', fromOn: '2026-01-01', toOn: '2027-01-01' }
const rules = {
  body: '一、本办法适用于本社区基金。二、管理小组按本办法议事。',
  largeSumFen: '2000000',
  emergencyCapFen: '0',
}
const slips = { yes: 1, no: 0, blank: 0 }
const link = { token: 'AAAAAAAAAAAAAAAAAAAAAA', fact: '1000' }
const board = { approves: true, reason: '同意', decidedOn: '2026-11-01', members: 3, present: 3, yes: 3 }

export const governance: Cases = {
  'governance.listGroups': { row: (side) => side.group, rowOf: ofFund },
  'governance.listMotions': { row: (side) => side.motion, rowOf: ofFund },
  'governance.listMeetings': { row: (side) => side.meeting, rowOf: ofFund },
  'governance.listAttendances': { counts: true },
  'governance.tryRules': { counts: true },
  'governance.getGroup': { ...itself, ask: by('group') },
  'governance.formGroup': {
    ...itself,
    ask: (side) => ({ body: { fundId: side.fund, formedOn: '2026-11-01', seats: [seat] } }),
  },
  'governance.addSeat': { ...itself, ask: by('group', seat) },
  'governance.endSeat': { ...itself, ask: by('seat', { endedOn: '2026-11-01', reason: 'resigned' }) },
  'governance.changeMember': { ...itself, ask: by('seat', { name: '某人', phone: null, named: false }) },
  'governance.forgetMember': { ...itself, ask: by('seat') },
  'governance.addRules': { ...itself, ask: by('group', rules) },
  'governance.callMeeting': {
    ...itself,
    ask: by('group', { kind: 'written', heldAt: '2026-12-01T02:00:00Z', notifiedOn: '2026-11-20' }),
  },
  'governance.getMeeting': { ...itself, ask: by('meeting') },
  'governance.printMeeting': { ...itself, slow: true, ask: by('meeting') },
  'governance.printNotice': {
    ...itself,
    slow: true,
    ask: (side) => ({ ...by('meeting')(side), query: { format: 'docx', site: 'http://127.0.0.1' } }),
  },
  'governance.printResolution': { ...itself, ask: by('motion') },
  'governance.attend': {
    ...itself,
    ask: by('meeting', (side) => ({ rows: [{ seatId: side.seat, manner: 'in_person' }] })),
  },
  'governance.addMinutes': { ...itself, ask: by('meeting', { body: '会议纪要正文' }) },
  'governance.makeLinks': { ...itself, ask: by('meeting', (side) => ({ seatIds: [side.seat] })) },
  'governance.addMotion': {
    ...itself,
    ask: by('meeting', { kind: 'other', title: '测试议案', reasons: '测试议案的理由' }),
  },
  'governance.getMotion': { ...itself, ask: by('motion') },
  'governance.readPayee': { ...itself, ask: by('motion') },
  'governance.withdraw': { ...itself, ask: by('motion', WORDS) },
  'governance.addGate': { ...itself, ask: by('motion', { route: 'later', remarks: '测试', dueOn: '2026-12-01' }) },
  'governance.openVote': { ...itself, ask: by('motion', { closesAt: '2026-12-01T02:00:00Z' }) },
  'governance.castOpen': {
    ...itself,
    ask: by('motion', (side) => {
      const rows = [{ seatId: side.seat, choice: 'yes' }]
      return { manner: 'hand', first: rows, second: rows }
    }),
  },
  'governance.castSlips': {
    ...itself,
    ask: by('motion', (side) => ({ seatIds: [side.seat], first: slips, second: slips })),
  },
  'governance.recuse': {
    ...itself,
    ask: by('motion', (side) => ({ seatId: side.seat, kind: 'interest', words: '测试' })),
  },
  'governance.closeVote': { ...itself, ask: by('motion') },
  'governance.decideBoard': { ...itself, ask: by('motion', board) },
  'governance.questions': { ...itself, ask: by('motion') },
  'governance.answer': { ...itself, ask: by('question', { words: '测试答复' }) },
  'governance.publicGroup': { ask: (side) => ({ params: { id: side.fund } }) },
  'governance.publicMotion': { ask: by('motion') },
  'governance.decisionProof': { ask: by('motion') },
  'governance.decisionProofFile': {
    ask: (side) => ({ params: { id: side.motion }, query: { of: 'resolution' } }),
  },
  'governance.memberPage': { ask: () => ({ body: link }) },
  'governance.memberVote': { ask: (side) => ({ body: { ...link, motionId: side.motion, choice: 'yes' } }) },
  'governance.memberRecuse': {
    ask: (side) => ({ body: { ...link, motionId: side.motion, kind: 'interest', words: '测试' } }),
  },
  'governance.memberAsk': { ask: (side) => ({ body: { ...link, motionId: side.motion, words: '测试提问' } }) },
}
