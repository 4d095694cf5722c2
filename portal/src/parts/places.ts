import type { DivisionRef } from '@shanju/contract/divisions/shapes.ts'
import type { PlaceFigures } from '../figures-of.ts'
import { count, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { divisionPath } from './links.ts'
import { chinese, placeName } from './names.ts'
import { type Column, table } from './table.ts'

/** Places with their counts. A phone shows name, funds and what is left; the rest needs a wider window. */
export function placeTable(
  reader: Reader,
  caption: string,
  places: readonly DivisionRef[],
  figures: ReadonlyMap<string, PlaceFigures>,
): Html {
  const { table: heads } = reader.text.place
  const rows = places.map((place) => {
    const of = figures.get(place.code)
    const other =
      reader.language === 'en' && place.nameEn && html` <span class="sub">${chinese(reader, place.name)}</span>`
    return html`<tr${of?.fundCount === 0 && html` class="none"`}><th scope="row"><a href="${divisionPath(place.code)}">${placeName(reader, place)}</a>${other}</th>${
      of &&
      html`<td class="end">${count(of.fundCount)}</td><td class="end wide">${yuan(of.inFen)}</td><td class="end">${yuan(of.leftFen)}</td>`
    }</tr>`
  })
  const columns: Column[] = [
    { name: heads.name },
    { name: heads.funds, end: true },
    { name: heads.in, end: true, wide: true },
    { name: heads.left, end: true },
  ]
  return table(caption, columns, rows)
}
