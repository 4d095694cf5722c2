import { word } from '@shanju/contract/catalogue.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import type { FundStatement } from '@shanju/contract/funds/statement.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { BookLines } from '@shanju/contract/giving/shapes.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { type Call, orMissing } from '../call.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import { entryPath, fundPath, giftPath, spendingPath } from '../parts/links.ts'
import { months } from '../parts/months.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { heading, section } from '../parts/section.ts'
import { type Column, table } from '../parts/table.ts'
import { here, type Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const LINES = '20'
const FUND_ID = /^fund_[0-9a-f]{32}$/
const CURSOR = /^(entry_[0-9a-f]{32})\.(\d{1,4})$/

/** The books of a fund: one year's statement, its sources, what it was spent on, its months, and every entry. */
export async function fundBooksPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const { reader } = view
  const fund = FUND_ID.test(id) ? await orMissing(call(funds.get, { params: { id } })) : undefined
  if (!fund) return missingPage(view)
  const { text } = reader
  const years = yearsOf(fund, reader)
  const asked = reader.query.year ?? ''
  const year = years.includes(asked) ? asked : (years[0] ?? '')
  const [, entry, no] = CURSOR.exec(reader.query.before ?? '') ?? []
  const [statement, lines] = await Promise.all([
    call(funds.getStatement, { params: { id }, query: { from: `${year}-01`, to: `${year}-12` } }),
    call(giving.listBookLines, {
      params: { id },
      query: { size: LINES, ...(entry && no ? { beforeEntry: entry, beforeNo: no } : {}) },
    }),
  ])
  const ofYear = fund.months.filter(({ month }) => month.startsWith(year))
  const body = html`${heading(text.books.kind, chinese(reader, fund.name), html`<a href="${fundPath(fund.id)}">${text.books.toFund}</a>`)}
${yearLinks(reader, years, year)}
${section('statement', text.books.statement(year), text.books.statementLead, html`${statementTable(reader, statement)}${downloads(reader, fund.id, year)}`)}
${section(
  'sources',
  text.books.sources,
  undefined,
  bars(
    reader,
    text.books.sources,
    statement.income.map((one) => ({ name: one.accountName[reader.language], fen: totalOf(one) })),
    'in',
  ),
)}
${section('uses', text.books.uses, undefined, bars(reader, text.books.uses, usesOf(reader, statement), 'out'))}
${section('months', text.fund.months, undefined, ofYear.length === 0 ? html`<p>${text.fund.noMonths}</p>` : months(reader, ofYear))}
${section('entries', text.books.entries, text.books.entriesLead, entries(reader, lines, entry !== undefined))}`
  return answer(view, {
    title: text.books.title(fund.name),
    description: text.books.description(fund.name),
    body,
    path: [{ href: fundPath(fund.id), name: chinese(reader, fund.name) }],
  })
}

/** This year and every year in which something moved, the latest first. */
const yearsOf = (fund: FundRecord, reader: Reader): string[] =>
  [...new Set([shanghaiDate(reader.now).slice(0, 4), ...fund.months.map(({ month }) => month.slice(0, 4))])]
    .sort()
    .reverse()

function yearLinks(reader: Reader, years: readonly string[], year: string): Html | undefined {
  if (years.length < 2) return undefined
  const to = (one: string) => here(reader, { lang: undefined, type: undefined, before: undefined, year: one })
  return html`<nav class="years" aria-label="${reader.text.books.years}">${joined(
    years.map((one) =>
      one === year ? html`<b aria-current="page">${one}</b>` : html`<a href="${to(one)}">${one}</a>`,
    ),
    ' · ',
  )}</nav>`
}

type Sums = FundStatement['opening']
const totalOf = ({ restrictedFen, unrestrictedFen }: Sums): bigint => restrictedFen + unrestrictedFen
const sumOf = (all: readonly Sums[]): bigint => all.reduce((sum, one) => sum + totalOf(one), 0n)

/** Opening, in, out, moves, closing: each row the sum of both classes, and it adds up. */
function statementTable(reader: Reader, statement: FundStatement): Html {
  const { text } = reader
  const other = sumOf(statement.moves) + totalOf(statement.priorYears)
  const row = (sign: string, name: string, fen: bigint, strong = false): Html =>
    html`<tr${strong && html` class="total"`}><th scope="row"><span aria-hidden="true">${sign}</span> ${name}</th><td class="end">${yuan(fen)}</td></tr>`
  const rows = [
    row('', text.books.opening, totalOf(statement.opening)),
    row('+', text.books.in, sumOf(statement.income)),
    row('−', text.books.out, sumOf([...statement.projects, ...statement.costs])),
    other !== 0n && row('+', text.books.other, other),
    row('=', text.books.closing, totalOf(statement.closing), true),
  ]
  const columns: Column[] = [{ name: text.books.item }, { name: text.books.sum, end: true }]
  return table(text.books.statement(statement.to.slice(0, 4)), columns, rows)
}

interface Bar {
  readonly name: Piece
  readonly fen: bigint
}

function usesOf({ text, language }: Reader, statement: FundStatement): Bar[] {
  return [
    ...statement.projects.map((one) => ({
      name:
        one.project === null
          ? word(language, 'funds', 'statement.no_project')
          : text.books.project(one.project.slice(-8)),
      fen: totalOf(one),
    })),
    ...statement.costs.map((one) => ({ name: one.accountName[language], fen: totalOf(one) })),
  ]
}

/** Largest first; the bar is for the eye and says nothing that the figure does not say. */
function bars(reader: Reader, caption: string, list: readonly Bar[], kind: 'in' | 'out'): Html {
  const { text } = reader
  if (list.length === 0) return html`<p>${text.books.nothing}</p>`
  const ordered = [...list].sort((a, b) => (a.fen < b.fen ? 1 : -1))
  const most = ordered.reduce((top, { fen }) => (fen > top ? fen : top), 1n)
  const rows = ordered.map(({ name, fen }) => {
    const width = fen <= 0n ? 0 : Math.max(4, Number((fen * 1000n) / most))
    return html`<tr><th scope="row">${name}<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="10" class="${kind}"/></svg></th><td class="end">${yuan(fen)}</td></tr>`
  })
  return table(caption, [{ name: text.books.item }, { name: text.books.sum, end: true }], rows)
}

/** The same statement as files, and as data for whoever wants to compute. */
function downloads({ text }: Reader, fundId: string, year: string): Html {
  const months = `from=${year}-01&to=${year}-12`
  const at = `/api/v1/funds/funds/${showId('fund', fundId)}/statement`
  return html`<p class="downloads">${text.books.download}
<a href="${at}/file?${months}&format=pdf" download>PDF</a> · <a href="${at}/file?${months}&format=xlsx" download>Excel</a> · <a href="${at}?${months}">${text.books.data}</a></p>`
}

type Line = BookLines['items'][number]

function entries(reader: Reader, { items, next }: BookLines, later: boolean): Html {
  const { text, language } = reader
  if (items.length === 0) return html`<p>${text.books.noEntries}</p>`
  const to = (before: string | undefined) => `${here(reader, { lang: undefined, type: undefined, before })}#entries`
  const rows = items.map(
    (
      line,
    ) => html`<tr><td><time datetime="${line.postedOn}">${longDay(line.postedOn, language)}</time><span class="sub"><a href="${entryPath(line.entryId)}">${text.books.number(String(line.number))}</a> · ${text.books.proof[line.proof]}</span></td>
<td>${line.accountName[language]}${line.reverses && html` <span class="tag">${text.books.correction}</span>`}<span class="sub">${linkOf(reader, line)}</span></td><td class="end">${signed(line)}</td></tr>`,
  )
  const columns: Column[] = [
    { name: text.books.day },
    { name: text.books.what },
    { name: text.books.change, end: true },
  ]
  return html`${table(text.books.entries, columns, rows)}${
    (later || next) &&
    html`<nav class="pager" aria-label="${text.pager.label}">
${later && html`<a href="${to(undefined)}">‹ ${text.books.newest}</a>`}
${next && html`<a href="${to(`${showId('entry', next.entryId)}.${next.no}`)}" rel="next">${text.books.earlier} ›</a>`}</nav>`
  }`
}

const signed = ({ amountFen }: Line): string => (amountFen > 0n ? `+${yuan(amountFen)}` : yuan(amountFen))

/** A gift has its page, and spending shows who paid for it. */
function linkOf({ text }: Reader, line: Line): Html | undefined {
  if (line.giftPublicId) return html`<a href="${giftPath(line.giftPublicId)}">${text.books.gift}</a>`
  if (line.account.startsWith('5') && line.amountFen < 0n && !line.reverses)
    return html`<a href="${spendingPath(line.entryId)}">${text.books.payers}</a>`
  return undefined
}
