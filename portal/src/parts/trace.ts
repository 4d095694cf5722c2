import type { GiftTrace } from '@shanju/contract/giving/shapes.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { fundPath, spendingPath } from './links.ts'
import { chinese } from './names.ts'
import { pageAsked, pager } from './pager.ts'
import { section } from './section.ts'
import { type Column, table } from './table.ts'

export const TRACE_ROWS = 20

/** Where a gift went: one sentence that adds up, a line for the eye, and every spending it paid for. */
export function traced(reader: Reader, trace: GiftTrace): Html {
  const { text } = reader
  const { amountFen, spentFen, backFen, leftFen, spent } = trace
  const parts = [
    spentFen > 0n && text.trace.spent(yuan(spentFen)),
    backFen > 0n && text.trace.back(yuan(backFen)),
    leftFen > 0n && text.trace.left(yuan(leftFen)),
  ].filter((part) => part !== false)
  const body = html`<p class="trace">${text.trace.yours(yuan(amountFen))}${parts.join(text.trace.and)}${text.trace.stop}</p>
${line(trace)}
${spent.items.length > 0 && table(text.trace.heading, columns(reader), rows(reader, spent.items))}
${pager(reader, pageAsked(reader), TRACE_ROWS, spent.total, 'trace')}`
  return section('trace', text.trace.heading, text.trace.lead, body)
}

const columns = ({ text }: Reader): Column[] => [
  { name: text.trace.day },
  { name: text.trace.what },
  { name: text.trace.sum, end: true },
]

const rows = (reader: Reader, spent: GiftTrace['spent']['items']): Html[] =>
  spent.map((row) => {
    const { text, language } = reader
    const what = row.paid?.project
      ? chinese(reader, row.paid.project.name)
      : row.paid
        ? chinese(reader, row.paid.purpose)
        : row.what === null
          ? text.trace.hostCosts
          : row.what[language]
    return html`<tr><td>${row.postedOn && html`<time datetime="${row.postedOn}">${longDay(row.postedOn, language)}</time>`}</td>
<th scope="row">${row.entryId ? html`<a href="${spendingPath(row.entryId)}">${what}</a>` : what}${row.fund && html`<span class="sub"><a href="${fundPath(row.fund.id)}">${chinese(reader, row.fund.name)}</a></span>`}${row.paid?.project && html`<span class="sub">${chinese(reader, row.paid.purpose)}</span>`}</th>
<td class="end">${yuan(row.amountFen)}</td></tr>`
  })

/** Says nothing that the sentence above it does not say. */
function line({ amountFen, spentFen, backFen }: GiftTrace): Html | undefined {
  if (amountFen <= 0n) return undefined
  const width = Number(((spentFen + backFen) * 1000n) / amountFen)
  return html`<svg class="share" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect width="1000" height="10" class="left"/><rect width="${width}" height="10" class="out"/></svg>`
}

export const traceQuery = (reader: Reader) => ({ page: String(pageAsked(reader)), pageSize: String(TRACE_ROWS) })
