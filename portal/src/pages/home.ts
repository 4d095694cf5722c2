import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { routes as platform } from '@shanju/contract/platform/routes.ts'
import { type Call, orMissing } from '../call.ts'
import { booksOf, figuresOfAll, type PlaceBooks } from '../figures-of.ts'
import { type Html, html } from '../html.ts'
import { fundAndGiftCounts, sheet } from '../parts/figures.ts'
import { giftForm, searchForm } from '../parts/forms.ts'
import { giftList } from '../parts/gifts.ts'
import { howToRead, waysToGive } from '../parts/giving.ts'
import { bannerMap } from '../parts/map.ts'
import { answer } from '../parts/page.ts'
import { placeTable } from '../parts/places.ts'
import { section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

const LATEST = 8

/** What this is, the city's books, its banners, the latest gifts, how to give and how to read. */
export async function homePage(call: Call, view: View): Promise<PortalAnswer> {
  const { reader, site } = view
  const { text } = reader
  const code = site.cityCode
  // A platform that has no divisions yet still answers: its first visitor sees an empty page, not an error.
  const children = await orMissing(call(divisions.listChildren, { params: { code } }))
  const places = children?.items ?? []
  const [about, city, latest, below] = await Promise.all([
    call(platform.about, {}),
    children && booksOf(call, code),
    call(giving.listPublic, { query: { pageSize: LATEST } }),
    figuresOfAll(
      call,
      places.map((place) => place.code),
    ),
  ])
  const fundCounts = new Map([...below].map(([place, figures]) => [place, figures.fundCount]))
  const body = html`${hero(reader, city)}
${about.empty && !about.demonstration && forOperator(reader)}
${section(
  'places',
  text.home.places,
  text.home.placesLead,
  places.length === 0
    ? html`<p>${text.home.noPlaces}</p>`
    : html`<div class="mapped">${site.tiles.length > 0 && bannerMap(reader, site.tiles, fundCounts)}${placeTable(reader, text.home.places, places, below)}</div>`,
)}
${section('latest', text.home.latest, text.home.latestLead, latest.items.length === 0 ? html`<p>${text.home.noGifts}</p>` : giftList(reader, latest.items, true))}
${section('give', text.home.giveTitle, text.give.lead, waysToGive(reader))}
${section('read', text.home.readTitle, undefined, howToRead(reader))}`
  return answer(view, { title: text.home.title, description: text.home.description, body })
}

/** What to do with a platform that was just set up. No button: a page open to everybody starts nothing on the server. */
function forOperator(reader: Reader): Html {
  const { title, before, command, after } = reader.text.home.operator
  return html`<aside class="note" aria-labelledby="operator"><h2 id="operator">${title}</h2>
<p>${before}<code>${command}</code>${after}</p></aside>`
}

function hero(reader: Reader, city: PlaceBooks | undefined): Html {
  const { text } = reader
  return html`<div class="hero"><div><h1>${text.home.title}</h1><p class="lead">${text.home.lead}</p>
${searchForm(reader)}${giftForm(reader, '', text.findGift.shortHint)}</div>
${
  city &&
  html`<section class="book" aria-labelledby="books"><h2 id="books">${text.home.books}</h2>${sheet(reader, city)}${fundAndGiftCounts(reader, city)}</section>`
}</div>`
}
