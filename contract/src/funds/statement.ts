import { z } from 'zod'
import { XLSX_TYPE } from '../kit/export.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { route } from '../kit/route.ts'

const month = z
  .string()
  .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'A month, YYYY-MM' })

/** Whole months; from January to this month unless said. */
const months = { from: month.optional(), to: month.optional() }
const format = z.enum(['xlsx', 'pdf']).default('xlsx')
const code = z.string().regex(/^\d{6,12}$/)

const byClass = { restrictedFen: fen, unrestrictedFen: fen }
const ofAccount = z.object({
  account: z.string(),
  accountName: z.object({ zh: z.string(), en: z.string() }),
  ...byClass,
})

const figures = {
  from: z.string(),
  to: z.string(),
  opening: z.object(byClass),
  /** In, by source: gifts, grants, interest. */
  income: z.array(ofAccount),
  /** Out, by project; null is spending of no project. */
  projects: z.array(z.object({ project: z.string().nullable(), ...byClass })),
  /** Out, every other cost charged to the fund. */
  costs: z.array(ofAccount),
  /** What moved without income or expense: between funds, a limit set or lifted. */
  moves: z.array(z.object({ kind: z.enum(['release', 'restrict', 'transfer', 'founder']), ...byClass })),
  priorYears: z.object(byClass),
  closing: z.object(byClass),
}

const place = z.object({ code: z.string(), name: z.string() })

const fundStatement = z.object({
  fund: z.object({ id: idOf('fund'), name: z.string() }),
  host: z.object({ id: idOf('org'), name: z.string() }),
  place,
  ...figures,
})
export type FundStatement = z.output<typeof fundStatement>

const placeStatement = z.object({
  place,
  funds: z.number().int(),
  ...figures,
  /** The same by the divisions right below; funds of the place itself stand under its own code. */
  parts: z.array(place.extend({ funds: z.number().int(), openingFen: fen, inFen: fen, outFen: fen, closingFen: fen })),
})
export type PlaceStatement = z.output<typeof placeStatement>

const PDF_TYPE = 'application/pdf'
const ofFund = z.strictObject({ id: idOf('fund') })
const ofPlace = z.strictObject({ code })

/** Statements of funds: everybody's business, as the figures they are made of. */
export const statementRoutes = {
  getStatement: route({
    name: 'funds.getStatement',
    method: 'GET',
    path: '/api/v1/funds/funds/:id/statement',
    access: 'public',
    summary: 'What a fund had, took in by source, spent by project, and has',
    params: ofFund,
    query: z.strictObject(months),
    output: fundStatement,
    refuses: ['funds.not_found', 'funds.months_turned'],
  }),
  getStatementFile: route({
    name: 'funds.getStatementFile',
    method: 'GET',
    path: '/api/v1/funds/funds/:id/statement/file',
    access: 'public',
    summary: 'The statement of a fund as XLSX or PDF',
    params: ofFund,
    query: z.strictObject({ ...months, format }),
    output: z.undefined(),
    answers: [XLSX_TYPE, PDF_TYPE],
    refuses: ['funds.not_found', 'funds.months_turned'],
  }),
  getPlaceStatement: route({
    name: 'funds.getPlaceStatement',
    method: 'GET',
    path: '/api/v1/funds/statements/:code',
    access: 'public',
    summary: 'The same over all funds of a division and below, and by the divisions right below it',
    params: ofPlace,
    query: z.strictObject(months),
    output: placeStatement,
    refuses: ['funds.not_found', 'funds.months_turned'],
  }),
  getPlaceStatementFile: route({
    name: 'funds.getPlaceStatementFile',
    method: 'GET',
    path: '/api/v1/funds/statements/:code/file',
    access: 'public',
    summary: 'The statement of a division’s funds as XLSX or PDF',
    params: ofPlace,
    query: z.strictObject({ ...months, format }),
    output: z.undefined(),
    answers: [XLSX_TYPE, PDF_TYPE],
    refuses: ['funds.not_found', 'funds.months_turned'],
  }),
} as const
