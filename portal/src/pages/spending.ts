import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { Spending } from '@shanju/contract/giving/shapes.ts'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import { type Call, orMissing } from '../call.ts'
import { count, longDay, yuan } from '../format.ts'
import { type Html, html, type Piece } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { fundPath, giftPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { pageAsked, pager } from '../parts/pager.ts'
import { paidName } from '../parts/paid.ts'
import { heading, section } from '../parts/section.ts'
import { table } from '../parts/table.ts'
import { TRACE_ROWS, traceQuery } from '../parts/trace.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { entryPage, findEntry, proofSection } from './entry.ts'
import { missingPage } from './missing.ts'

const entry = idOf('entry')

/** One spending of a fund: what for, how much, and which gifts paid for it. */
export async function spendingPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const { reader } = view
  const { text } = reader
  const { data: id } = entry.safeDecode(typed)
  const query = traceQuery(reader)
  const found =
    id && (await orMissing(call(giving.spendingPublic, { params: { entryId: showId('entry', id) }, query })))
  if (!id) return missingPage(view)
  if (!found) return entryPage(call, view, id)
  const own = await findEntry(call, id)
  const body = html`${heading(text.spending.kind, found.what[reader.language])}
<div class="beside top"><div><p class="slip">${yuan(found.amountFen)}</p>${what(reader, found)}</div>
<div class="stack aside"><p>${text.spending.shown}</p></div></div>
${section('payers', text.spending.payers, text.spending.lead, payers(reader, found))}
${own && proofSection(view, own)}`
  return answer(view, {
    title: text.spending.title(found.what[reader.language], found.postedOn),
    description: text.spending.description,
    body,
    path: found.funds.slice(0, 1).map((fund) => ({ href: fundPath(fund.id), name: chinese(reader, fund.name) })),
    unlisted: true,
  })
}

function what(reader: Reader, spending: Spending): Html {
  const { text, language } = reader
  return facts([
    [text.spending.day, html`<time datetime="${spending.postedOn}">${longDay(spending.postedOn, language)}</time>`],
    [
      text.gift.to,
      spending.funds.map((fund): Piece => html`<a href="${fundPath(fund.id)}">${chinese(reader, fund.name)}</a> `),
    ],
    [text.spending.paid, spending.paid && paidName(reader, spending.paid)],
    [text.spending.host, chinese(reader, spending.host.name)],
    [text.spending.voucher, text.gift.voucher(count(spending.number))],
    [text.spending.gifts, count(spending.giftCount)],
    [text.spending.back, spending.backFen > 0n && yuan(spending.backFen)],
    [text.spending.uncovered, spending.uncoveredFen > 0n && yuan(spending.uncoveredFen)],
  ])
}

function payers(reader: Reader, { paidBy }: Spending): Html {
  const { text, language } = reader
  const rows = paidBy.items.map(
    (row) =>
      html`<tr><th scope="row">${
        row.gift
          ? html`<a href="${giftPath(row.gift.publicId)}">${row.gift.shownName === null ? text.gift.anonymous : chinese(reader, row.gift.shownName)}</a>`
          : row.what?.[language]
      }</th><td><time datetime="${row.cameOn}">${longDay(row.cameOn, language)}</time></td><td class="end">${yuan(row.amountFen)}</td></tr>`,
  )
  const columns = [
    { name: text.spending.payer },
    { name: text.spending.came },
    { name: text.trace.sum, end: true as const },
  ]
  return html`${table(text.spending.payers, columns, rows)}${pager(reader, pageAsked(reader), TRACE_ROWS, paidBy.total, 'payers')}`
}
