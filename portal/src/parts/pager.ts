import { count } from '../format.ts'
import { type Html, html } from '../html.ts'
import { here, type Reader } from '../reader.ts'

/** The page asked for by `?page=`; anything that is no page number means the first. */
export function pageAsked(reader: Reader): number {
  const asked = reader.query.page ?? ''
  return /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 1
}

/** Links to the pages before and after; nothing where everything stands on one page. */
export function pager(reader: Reader, page: number, size: number, total: number, anchor: string): Html | undefined {
  const pages = Math.max(1, Math.ceil(total / size))
  if (pages === 1 && page === 1) return undefined
  const { text } = reader
  const to = (n: number) =>
    `${here(reader, { lang: undefined, type: undefined, page: n === 1 ? undefined : String(n) })}#${anchor}`
  return html`<nav class="pager" aria-label="${text.pager.label}">
${page > 1 && html`<a href="${to(Math.min(page - 1, pages))}" rel="prev">‹ ${text.pager.previous}</a>`}
<span>${page > pages ? text.pager.past : text.pager.at(count(page), count(pages))}</span>
${page < pages && html`<a href="${to(page + 1)}" rel="next">${text.pager.next} ›</a>`}
</nav>`
}
