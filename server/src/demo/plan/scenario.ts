import { ROLES } from '@shanju/contract/access.ts'
import { FUND_FIELDS, SOURCE_KINDS } from '@shanju/contract/funds/vocab.ts'
import { plainDate } from '@shanju/contract/kit/dates.ts'
import { parseYuan } from '@shanju/contract/kit/money.ts'
import { CERTIFICATE_KINDS, ORGANISATION_KINDS, PARTY_FORMS, RATINGS } from '@shanju/contract/organisations/vocab.ts'
import { PEOPLE_GROUPS } from '@shanju/contract/projects/vocab.ts'
import { z } from 'zod'

const GIVER_KINDS = ['resident', 'shop', 'farm', 'firm', 'group', 'unnamed'] as const
export type GiverKind = (typeof GIVER_KINDS)[number]

const words = z.array(z.string().min(1)).min(1)
const weight = z.number().int().min(1)
const fen = z.string().transform((yuan, context) => {
  const amount = parseYuan(yuan)
  if (amount === undefined) context.addIssue(`${yuan} is no sum of money`)
  return amount ?? 0n
})
const note = { note: z.string() }

/** The files of `data/demo/`: who is in the made-up city and what its year is like. */
export const scenarioShape = z.object({
  organisations: z.strictObject({
    ...note,
    organisations: z.array(
      z.strictObject({
        key: z.string(),
        name: z.string(),
        kind: z.enum(ORGANISATION_KINDS),
        charity: z.boolean(),
        registeredIn: z.string(),
        registeredOn: plainDate,
        funds: z.boolean(),
        dissolvedOn: plainDate.optional(),
        certificates: z.array(
          z.strictObject({
            kind: z.enum(CERTIFICATE_KINDS),
            level: z.enum(RATINGS).optional(),
            fromOn: plainDate,
            toOn: plainDate,
          }),
        ),
        party: z.strictObject({ form: z.enum(PARTY_FORMS), inStep: z.boolean() }).optional(),
        fullMembers: z.number().int().optional(),
      }),
    ),
  }),
  funds: z.strictObject({
    ...note,
    agreement: z.strictObject({
      use: z.string(),
      rightsOfHost: z.string(),
      rightsOfInitiator: z.string(),
      end: z.string(),
      surplus: z.string(),
    }),
    publishedIn: z.string(),
    kinds: z.record(
      z.string(),
      z.strictObject({ name: z.string(), purpose: z.string(), fields: z.array(z.enum(FUND_FIELDS)) }),
    ),
    funds: z.array(
      z.strictObject({
        ...{ place: z.string(), host: z.string(), kind: z.string(), opensOn: plainDate, weight },
        as: z.enum(['bare', 'preparing']).optional(),
        source: z.enum(SOURCE_KINDS).optional(),
      }),
    ),
  }),
  people: z.strictObject({
    ...note,
    administrator: z.strictObject({ userName: z.string(), shownName: z.string() }),
    people: z.array(
      z.strictObject({
        userName: z.string(),
        shownName: z.string(),
        roles: z.array(z.strictObject({ role: z.enum(ROLES), at: z.string() })).min(1),
        since: plainDate,
        showcase: z.literal(true).optional(),
        invited: z.literal(true).optional(),
        leftOn: plainDate.optional(),
      }),
    ),
  }),
  givers: z.strictObject({
    ...note,
    surnames: words,
    given: words,
    mongolian: words,
    mongolianSurnames: words,
    shopNames: words,
    shopKinds: words,
    farmNames: words,
    farmKinds: words,
    firmNames: words,
    firmKinds: words,
    groups: words,
  }),
  events: z.strictObject({
    ...note,
    sums: z.record(z.enum(GIVER_KINDS), z.array(z.tuple([fen, weight]))),
    events: z.array(
      z.strictObject({
        key: z.string(),
        days: z.tuple([plainDate, plainDate]),
        share: weight,
        only: words.optional(),
        kinds: z.partialRecord(z.enum(GIVER_KINDS), weight),
        purposes: z.array(z.string()).min(1),
      }),
    ),
    voidReasons: words,
    notes: words,
  }),
  decisions: z.strictObject({
    ...note,
    rules: words,
    posts: z.record(z.string(), z.string()),
    minutes: z.string(),
    motions: z.array(
      z.strictObject({
        ...{ kinds: words, title: z.string(), reasons: z.string(), field: z.enum(FUND_FIELDS), payee: z.string() },
        ...{ from: weight, to: weight },
      }),
    ),
    recusal: z.string(),
    boardApproves: z.string(),
    boardRefuses: z.strictObject({ reason: z.string(), rule: z.string() }),
    partyRemarks: z.string(),
  }),
  projects: z.strictObject({
    ...note,
    projects: z.array(
      z.strictObject({
        ...{ kinds: words, name: z.string(), people: z.enum(PEOPLE_GROUPS), need: z.string(), reach: weight },
        ...{
          words: z.string(),
          risks: z.string(),
          field: z.enum(FUND_FIELDS),
          payee: z.string(),
          from: weight,
          to: weight,
        },
        lines: z.array(z.tuple([z.string(), weight])).min(2),
        milestones: z.array(z.tuple([z.string(), weight])).min(1),
        indicators: z.array(z.tuple([z.string(), z.string(), weight])).min(1),
      }),
    ),
    said: z.record(z.string(), z.string()),
    objections: z.array(z.strictObject({ words: z.string(), answer: z.string() })).min(1),
    evidence: words,
  }),
})
export type Scenario = z.output<typeof scenarioShape>
export type YearEvent = Scenario['events']['events'][number]
