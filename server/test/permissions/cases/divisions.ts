import { ofPlace, type Side } from '../world.ts'
import type { Asked, Case, Cases } from './case.ts'

const SOURCE = { effectiveOn: '2026-11-01', source: '批复 测试' }
const division: Pick<Case, 'about'> = { about: ofPlace }
const byDivision = (side: Side): Asked => ({ params: { code: side.community } })

export const divisions: Cases = {
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
}
