import type { PlaceBooks } from '../figures-of.ts'
import { count, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { amountSaid } from './money.ts'

export interface Figures {
  readonly inFen: bigint
  readonly outFen: bigint
  readonly leftFen: bigint
  readonly historyCount: number
  readonly historyFen: bigint
}

/**
 * In, out and left as a sheet of the books, closed by a double rule. What is left may hold more than came in less what
 * went out (a balance from before the books, a transfer); that difference has a row of its own, so the sheet adds up.
 */
export function sheet(reader: Reader, figures: Figures): Html {
  const { text } = reader
  const other = figures.leftFen - figures.inFen + figures.outFen
  const row = (kind: string, sign: string, label: string, fen: bigint) =>
    html`<div class="${kind}"><dt><span aria-hidden="true">${sign}</span>${label}</dt><dd>${amountSaid(reader, fen)}</dd></div>`
  return html`<div class="sheet"><dl>
${row('in', '', text.figures.in, figures.inFen)}
${row('out', '−', text.figures.out, figures.outFen)}
${other !== 0n && row('other', '+', text.figures.other, other)}
${row('sum', '=', text.figures.left, figures.leftFen)}
</dl>${share(figures)}
<p class="small grey">${text.figures.since}</p>
${figures.historyCount > 0 && html`<p class="small grey">${text.figures.history(count(figures.historyCount), yuan(figures.historyFen))}</p>`}
</div>`
}

/** How much of what there was is spent: a line for the eye, saying nothing the figures do not say. */
function share({ outFen, leftFen }: Figures): Html | undefined {
  if (outFen < 0n || leftFen < 0n || outFen + leftFen === 0n) return undefined
  const spent = Number((outFen * 1000n) / (outFen + leftFen))
  return html`<svg class="share" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect width="1000" height="10" class="left"/><rect width="${spent}" height="10" class="out"/></svg>`
}

const counts = (items: readonly { value: string; unit: string; label: string; note?: string | false }[]): Html =>
  html`<dl class="counts">${items.map(
    (item) =>
      html`<div><dt>${item.label}</dt><dd><b class="number">${item.value}</b>${item.unit && html` ${item.unit}`}${item.note && html`<small>${item.note}</small>`}</dd></div>`,
  )}</dl>`

/** How many funds, how many of them open, how many gifts: "12 个社区基金" and the like, side by side. */
export function fundAndGiftCounts({ text }: Reader, books: PlaceBooks): Html {
  const { funds: label, fundsUnit, gifts, giftsUnit, open } = text.figures
  const note = books.openFundCount < books.fundCount && open(count(books.openFundCount))
  return counts([
    { label, value: count(books.fundCount), unit: fundsUnit, note },
    { label: gifts, value: count(books.giftCount), unit: giftsUnit },
  ])
}
