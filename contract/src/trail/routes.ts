import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'

/** Who did what to what, and when. Ids, codes, sums and states only: a trail never holds personal data. */
const trailRecord = z.object({
  id: idOf('trail'),
  at: instant,
  actorKind: z.enum(['person', 'system', 'stranger']),
  personId: idOf('person').nullable(),
  /** How the person is shown to colleagues today, or the name of the program that acted. */
  actorName: z.string(),
  /** `<module>.<act>`; its words stand in the module as `act.<act>`. */
  action: z.string(),
  subjectKind: z.string(),
  /** Bare UUID or code, as the module wrote it. */
  subjectId: z.string(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
})
export type TrailRecord = z.output<typeof trailRecord>

export const routes = {
  list: route({
    name: 'trail.list',
    method: 'GET',
    path: '/api/v1/trail/records',
    access: { action: 'trail.read', list: true },
    summary: 'The trail within the caller’s reach, newest first',
    query: pageQuery.extend({
      personId: idOf('person').optional(),
      subjectKind: z.string().max(40).optional(),
      subjectId: z.string().max(64).optional(),
      /** A whole action (`giving.void`) or a module with its dot (`giving.`). */
      action: z.string().max(60).optional(),
      /** First and last day, in Shanghai. */
      fromOn: plainDate.optional(),
      toOn: plainDate.optional(),
    }),
    output: pageOf(trailRecord),
  }),
} as const
