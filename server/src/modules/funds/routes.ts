import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/funds/exports.ts'
import { routes } from '@shanju/contract/funds/routes.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { changeFund, stepFund } from './actions/change-fund.ts'
import { openFund } from './actions/open-fund.ts'
import { figuresOf } from './queries/figures-of.ts'
import { getFund } from './queries/get-fund.ts'
import { allMyFunds, listFunds, listMyFunds } from './queries/list-funds.ts'
import { subjectOfFund } from './queries/subject.ts'

export const served: readonly Served[] = [
  serve(routes.list, listFunds),
  serve(routes.mine, listMyFunds),
  serveExport(exports.mineExport, {
    rows: allMyFunds,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'funds.read')),
  }),
  serve(routes.get, (tx, _actor, { params }) => getFund(tx, params.id)),
  serve(routes.figuresOf, figuresOf),
  serve(
    routes.open,
    async (tx, actor, { body }) => getFund(tx, await openFund(tx, actor, body)),
    (tx, { body }) => subjectOfOrganisation(tx, body.hostId),
  ),
  serve(
    routes.change,
    async (tx, actor, { params, body }) => {
      await changeFund(tx, actor, params.id, body)
      return getFund(tx, params.id)
    },
    (tx, { params }) => subjectOfFund(tx, params.id),
  ),
  serve(
    routes.freeze,
    async (tx, actor, { params, body }) => {
      await stepFund(tx, actor, params.id, 'freeze', body.reason)
      return getFund(tx, params.id)
    },
    (tx, { params }) => subjectOfFund(tx, params.id),
  ),
  serve(
    routes.reopen,
    async (tx, actor, { params, body }) => {
      await stepFund(tx, actor, params.id, 'open', body.reason)
      return getFund(tx, params.id)
    },
    (tx, { params }) => subjectOfFund(tx, params.id),
  ),
]
