import { ofCity, ofFund, type Side } from '../world.ts'
import { type Asked, type Cases, WORDS } from './case.ts'

const byDuty = (side: Side): Asked => ({ params: { id: side.duty } })

export const regulations: Cases = {
  'regulations.list': {},
  'regulations.get': { ask: (side) => ({ params: { id: side.regulation } }) },
  'regulations.changeSetting': {
    about: ofCity,
    ask: (side) => ({
      params: { id: side.regulation },
      body: { fromOn: '2026-12-01', enabled: false, reason: '测试 理由' },
    }),
  },
  'regulations.tryChange': { about: ofCity, ask: (side) => ({ params: { id: side.regulation } }) },
  'regulations.listAcceptances': {
    counts: true,
    ask: (side) => ({ query: { subjectKind: 'fund', subjectId: side.fund } }),
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
}
