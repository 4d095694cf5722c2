import type { PublicGiftRecord } from '@shanju/contract/giving/shapes.ts'
import { count, longDay, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { entryPath } from './links.ts'
import { chinese } from './names.ts'
import { type Column, table } from './table.ts'

type Entry = PublicGiftRecord['entries'][number]
type Line = Entry['lines'][number]

/** A gift's entries as vouchers, the first one first; a reversal and what it reverses point at each other. */
export function vouchers(reader: Reader, entries: readonly Entry[]): Html {
  const ordered = [...entries].sort((a, b) => a.number - b.number)
  return html`${ordered.map((entry) => voucher(reader, entry, ordered))}`
}

function voucher(reader: Reader, entry: Entry, all: readonly Entry[]): Html {
  const { text, language } = reader
  const reversed = entry.reverses && all.find((other) => other.id === entry.reverses)
  const reversal = all.find((other) => other.reverses === entry.id)
  const name = text.gift.voucher(count(entry.number))
  const columns: Column[] = [
    { name: text.gift.account },
    { name: text.gift.debit, end: true },
    { name: text.gift.credit, end: true },
  ]
  const foot = html`<tr><th scope="row">${text.gift.sum}</th><td class="end">${yuan(total(entry, 'debit'))}</td><td class="end">${yuan(total(entry, 'credit'))}</td></tr>`
  return html`<article class="voucher" id="voucher-${entry.number}">
<h3><a href="${entryPath(entry.id)}">${name}</a>${reversed && html`<a class="small" href="#voucher-${reversed.number}">${text.gift.reverses(count(reversed.number))}</a>`}${reversal && html`<a class="small" href="#voucher-${reversal.number}">${text.gift.reversedBy(count(reversal.number))}</a>`}</h3>
<p class="small grey">${text.gift.posted} <time datetime="${entry.postedOn}">${longDay(entry.postedOn, language)}</time> · ${chinese(reader, entry.summary)}</p>
${table(
  name,
  columns,
  entry.lines.map((line) => lineRow(reader, line)),
  foot,
)}</article>`
}

function lineRow(reader: Reader, line: Line): Html {
  const { text } = reader
  const restriction = line.restriction && (line.restriction === 'R' ? text.gift.restricted : text.gift.unrestricted)
  const sum = yuan(line.amountFen)
  return html`<tr><th scope="row"><span class="number">${line.account}</span> ${chinese(reader, line.accountName)}${restriction && html`<span class="sub">${restriction}</span>`}</th><td class="end">${line.side === 'debit' && sum}</td><td class="end">${line.side === 'credit' && sum}</td></tr>`
}

const total = (entry: Entry, side: Line['side']): bigint =>
  entry.lines.reduce((sum, line) => (line.side === side ? sum + line.amountFen : sum), 0n)
