import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { FUND_FIELDS, FUND_STATES } from './vocab.ts'

const divisionCode = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/)

/** What everybody may know of a fund. */
export const fund = z.object({
  id: idOf('fund'),
  name: z.string(),
  purpose: z.string(),
  fields: z.array(z.enum(FUND_FIELDS)),
  state: z.enum(FUND_STATES),
  opensOn: plainDate,
  host: z.object({ id: idOf('org'), name: z.string(), officePhone: z.string().nullable() }),
  place: z.object({ code: divisionCode, name: z.string() }),
  /** City first, the place itself last. */
  path: z.array(z.object({ code: divisionCode, name: z.string() })),
})
export type Fund = z.output<typeof fund>

/** From the books alone: what came in, went out and is left, since the books began on 2026-01-01. */
export const fundFigures = z.object({
  inFen: fen,
  outFen: fen,
  leftFen: fen,
})
export type FundFigures = z.output<typeof fundFigures>

export const fundListed = fund.extend({ figures: fundFigures })
export type FundListed = z.output<typeof fundListed>

export const fundMonth = z.object({ month: z.string(), inFen: fen, outFen: fen })

export const fundRecord = fund.extend({ figures: fundFigures, months: z.array(fundMonth), updatedAt: instant })
export type FundRecord = z.output<typeof fundRecord>

/** Sum over the funds of a division and all below it. */
export const placeFigures = fundFigures.extend({ fundCount: z.number().int(), openFundCount: z.number().int() })

export const openFund = z.strictObject({
  name: z.string().trim().min(2).max(60),
  hostId: idOf('org'),
  placeCode: divisionCode,
  purpose: z.string().trim().min(5).max(500),
  fields: z.array(z.enum(FUND_FIELDS)).min(1).max(FUND_FIELDS.length),
  opensOn: plainDate,
})
export type OpenFund = z.output<typeof openFund>

export const changeFund = z.strictObject({
  name: z.string().trim().min(2).max(60),
  purpose: z.string().trim().min(5).max(500),
  fields: z.array(z.enum(FUND_FIELDS)).min(1).max(FUND_FIELDS.length),
})
