import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { changeFund, fundListed, fundRecord, openFund, placeFigures } from './shapes.ts'
import { FUND_STATES } from './vocab.ts'

const byId = z.strictObject({ id: idOf('fund') })

export const routes = {
  list: route({
    name: 'funds.list',
    method: 'GET',
    path: '/api/v1/funds/funds',
    access: 'public',
    summary: 'Funds of a division and all below it, of a host, or by words of their name',
    query: pageQuery.extend({
      within: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
      hostId: idOf('org').optional(),
      state: z.enum(FUND_STATES).optional(),
      q: z.string().trim().max(60).optional(),
    }),
    output: pageOf(fundListed),
  }),
  /** The same list narrowed to where the caller works: what the console shows first. */
  mine: route({
    name: 'funds.mine',
    method: 'GET',
    path: '/api/v1/funds/mine',
    access: { action: 'funds.read', list: true },
    summary: 'Funds within the caller’s reach',
    query: pageQuery.extend({ q: z.string().trim().max(60).optional(), state: z.enum(FUND_STATES).optional() }),
    output: pageOf(fundListed),
  }),
  get: route({
    name: 'funds.get',
    method: 'GET',
    path: '/api/v1/funds/funds/:id',
    access: 'public',
    summary: 'One fund with its figures and months',
    params: byId,
    output: fundRecord,
  }),
  figuresOf: route({
    name: 'funds.figuresOf',
    method: 'GET',
    path: '/api/v1/funds/figures/:code',
    access: 'public',
    summary: 'Figures over all funds of a division and below',
    params: z.strictObject({ code: z.string().regex(/^\d{6,12}$/) }),
    output: placeFigures,
  }),
  open: route({
    name: 'funds.open',
    method: 'POST',
    path: '/api/v1/funds/funds',
    access: { action: 'funds.open' },
    summary: 'Open a community fund under a host charity',
    body: openFund,
    output: fundRecord,
    refuses: [
      'funds.host_unknown',
      'funds.host_not_active',
      'funds.host_no_charity',
      'funds.place_unknown',
      'funds.place_not_below_city',
      'funds.opens_in_future',
      'funds.exists_with_same_name',
    ],
  }),
  change: route({
    name: 'funds.change',
    method: 'PUT',
    path: '/api/v1/funds/funds/:id',
    access: { action: 'funds.change' },
    summary: 'Change name, purpose or fields of a fund',
    params: byId,
    body: changeFund,
    output: fundRecord,
    refuses: ['funds.not_found', 'funds.closed', 'funds.exists_with_same_name'],
  }),
  freeze: route({
    name: 'funds.freeze',
    method: 'POST',
    path: '/api/v1/funds/funds/:id/freeze',
    access: { action: 'funds.change' },
    summary: 'Freeze a fund: it takes no gifts until it is opened again',
    params: byId,
    body: z.strictObject({ reason: z.string().trim().min(2).max(300) }),
    output: fundRecord,
    refuses: ['funds.not_found', 'funds.step_not_from_here'],
  }),
  reopen: route({
    name: 'funds.reopen',
    method: 'POST',
    path: '/api/v1/funds/funds/:id/open',
    access: { action: 'funds.change' },
    summary: 'Open a frozen fund again',
    params: byId,
    body: z.strictObject({ reason: z.string().trim().min(2).max(300) }),
    output: fundRecord,
    refuses: ['funds.not_found', 'funds.step_not_from_here'],
  }),
} as const
