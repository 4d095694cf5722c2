import { ofPlace, type Side } from '../world.ts'
import type { Asked, Cases } from './case.ts'

const byComplaint = (side: Side): Asked => ({ params: { id: side.complaint } })

export const supervision: Cases = {
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
