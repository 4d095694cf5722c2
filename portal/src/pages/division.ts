import { word } from '@shanju/contract/catalogue.ts'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { type Child, type Division, divisionCode } from '@shanju/contract/divisions/shapes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { type Call, orMissing } from '../call.ts'
import { booksOf, figuresOfAll, type PlaceFigures } from '../figures-of.ts'
import { count, longDay } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import { fundAndGiftCounts, sheet } from '../parts/figures.ts'
import { fundTable } from '../parts/funds.ts'
import { giftList } from '../parts/gifts.ts'
import { divisionPath } from '../parts/links.ts'
import { chinese, mongolian, placeName, placeText } from '../parts/names.ts'
import { answer, redirect, type Step } from '../parts/page.ts'
import { pageAsked, pager } from '../parts/pager.ts'
import { placeTable } from '../parts/places.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const LATEST = 8
const FUNDS = 20

/** A place: its books, its funds, the places below and the latest gifts. An old code leads to the one of today. */
export async function divisionPage(call: Call, view: View, code: string): Promise<PortalAnswer> {
  const { reader } = view
  if (!divisionCode.safeParse(code).success) return missingPage(view)
  const division = await orMissing(call(divisions.getDivision, { params: { code } }))
  if (!division || division.hidden) return missingPage(view)
  if (division.validTo !== null) return ended(view, division, division.validTo)
  const page = pageAsked(reader)
  const [books, fundList, latest, children] = await Promise.all([
    booksOf(call, code),
    call(funds.list, { query: { within: code, page, pageSize: FUNDS } }),
    call(giving.listPublic, { query: { within: code, pageSize: LATEST } }),
    call(divisions.listChildren, { params: { code } }),
  ])
  const below = await figuresOfAll(
    call,
    children.items.map((child) => child.code),
  )
  const { text } = reader
  const fundsBody =
    fundList.items.length === 0 && page === 1
      ? noFunds(reader, division)
      : html`${fundTable(reader, text.place.fundsAt(division.name), fundList.items)}${pager(reader, page, FUNDS, fundList.total, 'funds')}`
  const body = html`${top(reader, division)}
<div class="beside top">${sheet(reader, books)}<div class="stack">${fundAndGiftCounts(reader, books)}${former(reader, division)}${division.mongolianName && mongolian(reader, division.mongolianName)}</div></div>
${section('funds', text.place.funds, undefined, fundsBody)}
${children.items.length > 0 && section('below', text.place.below, belowCounts(reader, division), placesBelow(reader, children.items, below))}
${section('latest', text.place.latest, text.home.latestLead, latest.items.length === 0 ? html`<p>${text.place.noGifts}</p>` : giftList(reader, latest.items, true))}`
  const title = placeText(reader, division)
  return answer(view, { title, description: text.place.description(title), body, path: steps(reader, division) })
}

function top(reader: Reader, division: Division): Html {
  const { language, text } = reader
  const under: Piece[] = [
    division.urban === true ? text.place.urban : word(language, 'divisions', `kind.${division.kind}`),
    `${text.place.code} ${division.code}`,
  ]
  if (division.nameEn)
    under.unshift(language === 'en' ? chinese(reader, division.name) : html`<span lang="en">${division.nameEn}</span>`)
  return heading(undefined, placeName(reader, division), joined(under, ' · '))
}

/** The places above this one; the city is the home page's own. */
const steps = (reader: Reader, division: Division): Step[] =>
  division.path.slice(0, -1).map((step) => ({ href: divisionPath(step.code), name: placeName(reader, step) }))

function noFunds(reader: Reader, division: Division): Html {
  const parent = division.path.at(-2)
  const { text } = reader
  return html`<p>${text.place.noFunds}${parent && html` <a href="${divisionPath(parent.code)}">${text.place.noFundsHint(placeText(reader, parent))}</a>`}</p>`
}

function belowCounts({ text }: Reader, { counts, level }: Division): string {
  const communities = count(counts.communities)
  return level === 'town' ? text.place.communities(communities) : text.place.counts(count(counts.towns), communities)
}

/** Places with funds as a table; those without, which may be many, as plain links. */
function placesBelow(reader: Reader, children: readonly Child[], figures: ReadonlyMap<string, PlaceFigures>): Html {
  const has = (child: Child) => (figures.get(child.code)?.fundCount ?? 0) > 0
  const filled = children.filter(has)
  const empty = children.filter((child) => !has(child))
  const { text } = reader
  return html`<div class="stack">${filled.length > 0 && placeTable(reader, text.place.below, filled, figures)}
${empty.length > 0 && html`<p class="small grey">${text.place.noFundsBelow(count(empty.length))}</p><ul class="columns">${empty.map((child) => html`<li><a href="${divisionPath(child.code)}">${placeName(reader, child)}</a></li>`)}</ul>`}</div>`
}

const former = (reader: Reader, division: Division): Html | undefined =>
  division.formerCodes.length === 0
    ? undefined
    : html`<ul class="small grey">${division.formerCodes.map((old) => html`<li>${reader.text.place.former(old.name, old.code, longDay(old.effectiveOn, reader.language))}</li>`)}</ul>`

/** One successor: its page is the answer for good. Several: the reader chooses. None: the page says so. */
function ended(view: View, division: Division, on: string): PortalAnswer {
  const { reader } = view
  const [only, ...others] = division.successors
  if (only && others.length === 0) return redirect(reader, 301, divisionPath(only.code))
  const { text } = reader
  const title = text.place.endedTitle(placeText(reader, division))
  const body = html`${heading(word(reader.language, 'divisions', `kind.${division.kind}`), title)}
<div class="narrow stack"><p>${text.place.ended(longDay(on, reader.language))}</p>${
    division.successors.length > 0 &&
    html`<p>${text.place.successors}</p><ul class="results">${division.successors.map((next) => html`<li><a href="${divisionPath(next.code)}">${placeName(reader, next)}</a></li>`)}</ul>`
  }</div>`
  const description = `${title}: ${text.place.ended(longDay(on, reader.language))}`
  return answer(view, { title, description, body, status: 410, unlisted: true })
}
