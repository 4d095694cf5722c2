import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { type MapTile, tileLabel } from '../site.ts'
import { divisionPath } from './links.ts'

/** Half the height of a tile; width follows from the regular hexagon. */
const SIZE = 52
const WIDTH = Math.round(SIZE * Math.sqrt(3))
const GAP = 3

/**
 * The schematic picture: one hexagon for each banner or district, darker with more funds. Each tile is a link that says
 * its name and number; the table beside it says the same, so nobody needs the picture.
 */
export function bannerMap(reader: Reader, tiles: readonly MapTile[], funds: ReadonlyMap<string, number>): Html {
  const placed = tiles.map((tile) => ({
    tile,
    x: (tile.column + (tile.row % 2 === 1 ? 0.5 : 0)) * WIDTH + WIDTH / 2,
    y: tile.row * SIZE * 1.5 + SIZE,
  }))
  const left = Math.min(...placed.map(({ x }) => x)) - WIDTH / 2
  const right = Math.max(...placed.map(({ x }) => x)) + WIDTH / 2
  const bottom = Math.max(...placed.map(({ y }) => y)) + SIZE
  const most = Math.max(1, ...tiles.map((tile) => funds.get(tile.code) ?? 0))
  const { text } = reader
  return html`<figure class="map"><svg viewBox="${left} 0 ${right - left} ${bottom}" role="group" aria-label="${text.map.title}" focusable="false">${placed.map(
    ({ tile, x, y }) => {
      const n = funds.get(tile.code) ?? 0
      return html`<a href="${divisionPath(tile.code)}" aria-label="${text.map.tile(tileLabel(tile, reader.language), String(n))}" class="t${shade(n, most)}"><polygon points="${hexagon(x, y)}"/><text x="${x}" y="${y - 6}">${tileLabel(tile, reader.language)}</text> <text x="${x}" y="${y + 18}" class="n">${n}</text></a>`
    },
  )}</svg><figcaption>${text.map.note}</figcaption></figure>`
}

/** 0 for none, then 1 to 4 by quarters of the largest. */
const shade = (n: number, most: number): number => (n === 0 ? 0 : Math.min(4, Math.ceil((n * 4) / most)))

const hexagon = (x: number, y: number): string =>
  [0, 1, 2, 3, 4, 5]
    .map((corner) => {
      const angle = (Math.PI / 3) * corner + Math.PI / 6
      const radius = SIZE - GAP / 2
      return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`
    })
    .join(' ')
