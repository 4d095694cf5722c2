import { word } from '@shanju/contract/catalogue.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { type Call, orMissing } from '../call.ts'
import { html } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { fundTable } from '../parts/funds.ts'
import { telephonePath } from '../parts/links.ts'
import { chinese, placeName } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { pageAsked, pager } from '../parts/pager.ts'
import { heading, section } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const FUNDS = 20
const ORGANISATION_ID = /^org_[0-9a-f]{32}$/

/** The funds one charity has set up and answers for. */
export async function hostPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const { reader } = view
  const host = ORGANISATION_ID.test(id)
    ? await orMissing(call(organisations.getOrganisation, { params: { id } }))
    : undefined
  if (!host) return missingPage(view)
  const page = pageAsked(reader)
  const list = await call(funds.list, { query: { hostId: id, page, pageSize: FUNDS } })
  const { text, language } = reader
  const title = text.search.titleHost(host.name)
  const phone = host.officePhone
  const body = html`${heading(word(language, 'organisations', `kind.${host.kind}`), chinese(reader, host.name))}
<div class="narrow top">${facts([
    [text.fund.telephone, phone && html`<a href="${telephonePath(phone)}">${phone}</a>`],
    [text.search.creditCode, host.creditCode],
    [text.search.registeredIn, placeName(reader, host.registeredIn)],
    [text.fund.state, word(language, 'organisations', `status.${host.status}`)],
  ])}</div>
${section(
  'funds',
  text.search.fundsOf,
  undefined,
  list.items.length === 0 && page === 1
    ? html`<p>${text.search.hostNone}</p>`
    : html`${fundTable(reader, title, list.items)}${pager(reader, page, FUNDS, list.total, 'funds')}`,
)}`
  return answer(view, { title, description: title, body })
}
