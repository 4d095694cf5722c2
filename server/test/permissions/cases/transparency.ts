import { ofCity } from '../world.ts'
import type { Cases } from './case.ts'

const VKEY = 'w.test/w+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export const transparency: Cases = {
  'transparency.getLog': {},
  'transparency.health': { about: ofCity },
  'transparency.addWitness': {
    about: ofCity,
    ask: () => ({ body: { title: '测试', vkey: VKEY, url: 'https://w.test' } }),
  },
  'transparency.removeWitness': {
    about: ofCity,
    known: true,
    ask: (side) => ({ params: { id: side.witness }, body: {} }),
  },
  'transparency.eraseOpening': {
    about: ofCity,
    ask: () => ({ body: { row: 'leaf_00000000000000000000000000000000', reason: '当事人要求抹除' } }),
  },
  'transparency.setQuorum': { about: ofCity, ask: () => ({ body: { threshold: 9 } }) },
}
