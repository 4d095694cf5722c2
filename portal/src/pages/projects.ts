import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { type Call, orMissing } from '../call.ts'
import { html } from '../html.ts'
import { fundPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { pageAsked, pager } from '../parts/pager.ts'
import { projectList } from '../parts/projects.ts'
import { heading } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const SIZE = 20
const FUND_ID = /^fund_[0-9a-f]{32}$/

/** The projects of a fund, those that moved last first. */
export async function projectsPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const { reader } = view
  const fund = FUND_ID.test(id) ? await orMissing(call(funds.get, { params: { id } })) : undefined
  if (!fund) return missingPage(view)
  const page = pageAsked(reader)
  const found = await call(projects.publicList, { query: { fundId: id, page, pageSize: SIZE } })
  const { projects: text } = reader.text
  const list = found.items.length === 0 ? html`<p>${text.none}</p>` : projectList(reader, found.items)
  const body = html`${heading(chinese(reader, fund.name), text.title, text.lead)}
<section id="projects" class="top">${list}${pager(reader, page, SIZE, found.total, 'projects')}</section>`
  return answer(view, {
    title: text.of(fund.name),
    description: text.lead,
    body,
    path: [{ href: fundPath(fund.id), name: chinese(reader, fund.name) }],
  })
}
