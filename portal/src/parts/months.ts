import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { longMonth, shortMonth, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'

type Month = FundRecord['months'][number]

const HEIGHT = 120
const SLOT = 40
const BAR = 15

/** Bars for the eye, and under them the same months as a table for everybody. */
export function months(reader: Reader, list: readonly Month[]): Html {
  const { text } = reader
  const table = html`<div class="scroll"><table><caption class="hidden">${text.fund.chart}</caption>
<thead><tr><th scope="col">${text.fund.month}</th><th scope="col" class="end">${text.figures.in}</th><th scope="col" class="end">${text.figures.out}</th></tr></thead>
<tbody>${list.map((m) => html`<tr><th scope="row">${longMonth(m.month, reader.language)}</th><td class="end">${yuan(m.inFen)}</td><td class="end">${yuan(m.outFen)}</td></tr>`)}</tbody></table></div>`
  return html`${chart(reader, list)}${table}`
}

/** The last twelve months. A month taken back more than it received has no bar; the table says the sum. */
function chart(reader: Reader, list: readonly Month[]): Html | undefined {
  const shown = list.slice(-12)
  const most = shown.reduce((top, m) => larger(larger(top, m.inFen), m.outFen), 0n)
  if (most === 0n || shown.length < 2) return undefined
  const height = (fen: bigint): number => (fen <= 0n ? 0 : Math.max(2, Number((fen * BigInt(HEIGHT)) / most)))
  const bar = (x: number, fen: bigint, kind: string): Html | undefined =>
    fen <= 0n
      ? undefined
      : html`<rect class="${kind}" x="${x}" y="${HEIGHT - height(fen)}" width="${BAR}" height="${height(fen)}"/>`
  const { text } = reader
  return html`<figure class="chart" aria-hidden="true"><figcaption><span class="in">${text.figures.in}</span><span class="out">${text.figures.out}</span></figcaption>
<svg viewBox="0 -4 ${shown.length * SLOT} ${HEIGHT + 26}" focusable="false"><path class="axis" d="M0 ${HEIGHT}.5H${shown.length * SLOT}"/>${shown.map(
    (m, index) =>
      html`${bar(index * SLOT + 4, m.inFen, 'in')}${bar(index * SLOT + 5 + BAR, m.outFen, 'out')}<text x="${index * SLOT + SLOT / 2}" y="${HEIGHT + 17}">${shortMonth(m.month, reader.language)}</text>`,
  )}</svg></figure>`
}

const larger = (a: bigint, b: bigint): bigint => (b > a ? b : a)
