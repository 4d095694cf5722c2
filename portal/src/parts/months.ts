import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { shortMonth, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { type Column, table } from './table.ts'

type Month = FundRecord['months'][number]

const HEIGHT = 120
const SLOT = 40
const BAR = 15

/** Months that fit a chart on a phone; what is older folds away. */
const RECENT = 12

/** Bars for the eye, and the same months as a table for everybody, the latest first. */
export function months(reader: Reader, list: readonly Month[]): Html {
  const { text } = reader
  const recent = list.slice(-RECENT)
  const earlier = list.slice(0, -RECENT)
  return html`<div class="mapped">${chart(reader, withoutGaps(recent).slice(-RECENT))}<div>${monthTable(reader, text.fund.chart, recent)}${earlier.length > 0 && html`<details><summary>${text.fund.earlier}</summary>${monthTable(reader, text.fund.earlier, earlier)}</details>`}</div></div>`
}

function monthTable({ text }: Reader, caption: string, list: readonly Month[]): Html {
  const rows = list
    .toReversed()
    .map(
      (m) =>
        html`<tr><th scope="row"><time>${m.month}</time></th><td class="end">${yuan(m.inFen)}</td><td class="end">${yuan(m.outFen)}</td></tr>`,
    )
  const columns: Column[] = [
    { name: text.fund.month },
    { name: text.figures.in, end: true },
    { name: text.figures.out, end: true },
  ]
  return table(caption, columns, rows)
}

/** The same months with those between them in which nothing moved: the axis of a chart is time. */
function withoutGaps(list: readonly Month[]): Month[] {
  return list.flatMap((month, index) => {
    const gap: Month[] = []
    const next = list[index + 1]
    for (let at = following(month.month); next && at < next.month; at = following(at))
      gap.push({ month: at, inFen: 0n, outFen: 0n })
    return [month, ...gap]
  })
}

/** "2026-12" → "2027-01" */
function following(month: string): string {
  const next = Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  return `${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}`
}

/** A month that gave back more than it received has no bar; the table says the sum. */
function chart(reader: Reader, shown: readonly Month[]): Html | undefined {
  const most = shown.reduce((top, m) => larger(larger(top, m.inFen), m.outFen), 0n)
  if (most === 0n || shown.length < 2) return undefined
  const height = (fen: bigint): number => (fen <= 0n ? 0 : Math.max(2, Number((fen * BigInt(HEIGHT)) / most)))
  const bar = (x: number, fen: bigint, kind: string): Html | undefined =>
    fen <= 0n
      ? undefined
      : html`<rect class="${kind}" x="${x}" y="${HEIGHT - height(fen)}" width="${BAR}" height="${height(fen)}"/>`
  const { text } = reader
  return html`<figure class="chart" aria-hidden="true"><figcaption><span class="in">${text.figures.in}</span><span class="out">${text.figures.out}</span></figcaption>
<svg viewBox="0 -4 ${shown.length * SLOT} ${HEIGHT + 26}" width="${shown.length * SLOT}" focusable="false"><path class="axis" d="M0 ${HEIGHT}.5H${shown.length * SLOT}"/>${shown.map(
    (m, index) =>
      html`${bar(index * SLOT + 4, m.inFen, 'in')}${bar(index * SLOT + 5 + BAR, m.outFen, 'out')}<text x="${index * SLOT + SLOT / 2}" y="${HEIGHT + 17}">${shortMonth(m.month, reader.language)}</text>`,
  )}</svg></figure>`
}

const larger = (a: bigint, b: bigint): bigint => (b > a ? b : a)
