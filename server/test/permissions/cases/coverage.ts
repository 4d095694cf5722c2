import { ofBanner } from '../world.ts'
import type { Cases } from './case.ts'

export const coverage: Cases = {
  'coverage.listPlaces': { row: (side) => side.banner, rowOf: ofBanner },
}
