import { z } from 'zod'
import { divisionCode } from '../divisions/shapes.ts'
import { LEVELS } from '../divisions/vocab.ts'
import { plainDate } from '../kit/dates.ts'
import { fen } from '../kit/money.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { GAPS } from './vocab.ts'

const count = z.number().int()

const placeStanding = z.object({
  code: divisionCode,
  name: z.string(),
  nameEn: z.string().nullable(),
  level: z.enum(LEVELS),
  /** Communities in force that are urban, and those of them an open fund serves. */
  urbanCount: count,
  servedCount: count,
  openFundCount: count,
  preparingFundCount: count,
  frozenFundCount: count,
  /** Money of the year so far, and what is left of all years; of every fund that lies here. */
  inFen: fen,
  outFen: fen,
  leftFen: fen,
  lastGiftOn: plainDate.nullable(),
  /** How often each thing is missing here. */
  gaps: z.record(z.enum(GAPS), count),
})
export type PlaceStanding = z.output<typeof placeStanding>

export const routes = {
  listPlaces: route({
    name: 'coverage.listPlaces',
    method: 'GET',
    path: '/api/v1/coverage/places',
    access: { action: 'coverage.read', list: true },
    summary: 'The places directly below one, each with its communities served, funds, money and what is missing',
    query: pageQuery.extend({
      /** The city unless told. */
      within: divisionCode.optional(),
      /** Only places where this is missing. */
      gap: z.enum(GAPS).optional(),
    }),
    output: pageOf(placeStanding),
  }),
} as const
