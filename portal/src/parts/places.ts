import type { DivisionRef } from '@shanju/contract/divisions/shapes.ts'
import type { PlaceFigures } from '../figures-of.ts'
import { count, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { divisionPath } from './links.ts'
import { chinese, placeName } from './names.ts'

/** Places with their counts. A phone shows name, funds and what is left; the rest needs a wider window. */
export function placeTable(
  reader: Reader,
  caption: string,
  places: readonly DivisionRef[],
  figures: ReadonlyMap<string, PlaceFigures>,
): Html {
  const { table } = reader.text.place
  return html`<div class="scroll"><table><caption class="hidden">${caption}</caption>
<thead><tr><th scope="col">${table.name}</th><th scope="col" class="end">${table.funds}</th><th scope="col" class="end wide">${table.in}</th><th scope="col" class="end">${table.left}</th></tr></thead>
<tbody>${places.map((place) => {
    const of = figures.get(place.code)
    return html`<tr><th scope="row"><a href="${divisionPath(place.code)}">${placeName(reader, place)}</a>${reader.language === 'en' && place.nameEn && html` <span class="sub">${chinese(reader, place.name)}</span>`}</th>${
      of &&
      html`<td class="end">${count(of.fundCount)}</td><td class="end wide">${yuan(of.inFen)}</td><td class="end">${yuan(of.leftFen)}</td>`
    }</tr>`
  })}</tbody></table></div>`
}
