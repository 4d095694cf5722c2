import { word } from '@shanju/contract/catalogue.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import type { DivisionRow } from '@shanju/contract/divisions/shapes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { Organisation } from '@shanju/contract/organisations/shapes.ts'
import { type Call, orMissing } from '../call.ts'
import { count } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import { searchForm } from '../parts/forms.ts'
import { fundTable } from '../parts/funds.ts'
import { divisionPath, giftPath, hostPath, telephonePath } from '../parts/links.ts'
import { chinese, placeName } from '../parts/names.ts'
import { answer, redirect } from '../parts/page.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { hostPage } from './host.ts'

const SHOWN = 10
const LONGEST = 60

/** Places, funds and organisations by words; a gift's code leads straight to the gift. */
export async function searchPage(call: Call, view: View): Promise<PortalAnswer> {
  const { reader } = view
  const { text } = reader
  const host = reader.query.host
  if (host !== undefined) return hostPage(call, view, host)
  const q = [...(reader.query.q ?? '').trim()].slice(0, LONGEST).join('')
  if (!q) {
    const body = html`${heading(undefined, text.search.title)}<div class="narrow">${searchForm(reader)}</div>`
    return answer(view, { title: text.search.title, description: text.search.description, body })
  }
  const publicId = parsePublicId(q)
  const gift = publicId && (await orMissing(call(giving.getPublic, { params: { publicId } })))
  if (gift) return redirect(reader, 303, giftPath(gift.publicId))
  const query = { q, pageSize: SHOWN }
  const [places, fundList, bodies] = await Promise.all([
    call(divisions.searchDivisions, { query }),
    call(funds.list, { query }),
    call(organisations.listOrganisations, { query }),
  ])
  const found = [
    group(reader, 'places', text.search.places, places, (items) =>
      results(items.map((place) => placeRow(reader, place))),
    ),
    group(reader, 'funds', text.search.funds, fundList, (items) => fundTable(reader, text.search.funds, items)),
    group(reader, 'organisations', text.search.organisations, bodies, (items) =>
      results(items.map((body) => organisationRow(reader, body))),
    ),
  ]
  const title = text.search.titleFor(q)
  const none = found.every((each) => each === undefined)
  const body = html`${heading(undefined, title)}<div class="narrow top">${searchForm(reader, q)}</div>
${none ? html`<div class="stack"><p class="note">${text.search.none(q)}</p><p>${text.search.noneHint}</p></div>` : found}`
  return answer(view, { title, description: text.search.description, body, unlisted: true })
}

interface Found<T> {
  readonly items: readonly T[]
  readonly total: number
}

function group<T>(
  { text }: Reader,
  id: string,
  name: string,
  { items, total }: Found<T>,
  shown: (items: readonly T[]) => Html,
): Html | undefined {
  if (items.length === 0) return undefined
  const all = total <= items.length
  return section(
    id,
    name,
    all ? text.search.total(count(total)) : text.search.first(count(items.length), count(total)),
    shown(items),
  )
}

const results = (rows: readonly Html[]): Html =>
  html`<ul class="results">${rows.map((row) => html`<li>${row}</li>`)}</ul>`

function placeRow(reader: Reader, place: DivisionRow): Html {
  const above: Piece[] = place.path.slice(0, -1).map((step) => placeName(reader, step))
  const kind = word(reader.language, 'divisions', `kind.${place.kind}`)
  return html`<a href="${divisionPath(place.code)}">${placeName(reader, place)}</a><span class="sub">${joined([kind, ...(above.length > 0 ? [joined(above, ' › ')] : []), place.code], ' · ')}</span>`
}

function organisationRow(reader: Reader, body: Organisation): Html {
  const { text, language } = reader
  const parts: Piece[] = [word(language, 'organisations', `kind.${body.kind}`)]
  if (body.status !== 'active') parts.push(word(language, 'organisations', `status.${body.status}`))
  if (body.officePhone) parts.push(html`<a href="${telephonePath(body.officePhone)}">${body.officePhone}</a>`)
  parts.push(html`<a href="${hostPath(body.id)}">${text.search.fundsOf}</a>`)
  return html`${chinese(reader, body.name)}<span class="sub">${joined(parts, ' · ')}</span>`
}
