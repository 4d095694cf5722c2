import { type PublicEntry, proofRoutes } from '@shanju/contract/giving/proof.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { Call } from '../call.ts'
import { orMissing } from '../call.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { entryPath, fundPath, giftPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { paidName } from '../parts/paid.ts'
import { proofOf } from '../parts/proof.ts'
import { heading, section } from '../parts/section.ts'
import { table } from '../parts/table.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

/** One entry of the books of funds that is no spending: what it moved, and its proof. */
export async function entryPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const entry = await findEntry(call, id)
  if (!entry) return missingPage(view)
  const { reader } = view
  const { text } = reader
  const [first] = entry.lines
  const number = text.books.number(String(entry.number))
  const body = html`${heading(text.books.entry, number)}
${facts([
  [text.books.day, html`<time datetime="${entry.postedOn}">${longDay(entry.postedOn, reader.language)}</time>`],
  [text.spending.host, chinese(reader, entry.host.name)],
  [text.spending.paid, entry.paid && paidName(reader, entry.paid)],
  [text.books.correction, entry.reverses && html`<a href="${entryPath(entry.reverses)}">${text.books.corrected}</a>`],
])}
${section('lines', text.books.lines, text.books.linesLead, lines(reader, entry))}
${proofSection(view, entry)}`
  return answer(view, {
    title: `${text.books.entry} ${number}`,
    description: text.books.entryDescription,
    body,
    path: first ? [{ href: fundPath(first.fund.id), name: chinese(reader, first.fund.name) }] : [],
    unlisted: true,
  })
}

export const findEntry = (call: Call, id: string): Promise<PublicEntry | undefined> =>
  orMissing(call(proofRoutes.getPublicEntry, { params: { entryId: showId('entry', id) } }))

/** How far the proof of an entry is, with the code and the file that carry it. */
export function proofSection(view: View, { id, proof }: PublicEntry): Html {
  const { text } = view.reader
  const file = `/api/v1/giving/entries/${showId('entry', id)}/proof/file`
  return section('proof', text.log.proof, text.log.entryLead, proofOf(view, { page: entryPath(id), file }, proof))
}

function lines(reader: Reader, { lines: list }: PublicEntry): Html {
  const { text, language } = reader
  const rows = list.map(
    (line) =>
      html`<tr><th scope="row">${line.accountName[language]}<span class="sub"><a href="${fundPath(line.fund.id)}">${chinese(reader, line.fund.name)}</a>${
        line.giftPublicId && html` · <a href="${giftPath(line.giftPublicId)}">${text.books.gift}</a>`
      }</span></th><td class="end">${line.amountFen > 0n ? `+${yuan(line.amountFen)}` : yuan(line.amountFen)}</td></tr>`,
  )
  return table(text.books.lines, [{ name: text.books.what }, { name: text.books.change, end: true }], rows)
}
