import { type Html, html } from '../html.ts'
import { here, type Reader } from '../reader.ts'
import type { View } from '../view.ts'

/** Name of the site, ways to read it, and the three things people come for. */
export function header({ reader, site }: View): Html {
  const { text } = reader
  const [first, second] = text.site.tagline
  return html`<header class="head"><div class="wrap">
${site.mongolianName && html`<span class="mongolian" lang="mn-Mong">${site.mongolianName}</span>`}
<a class="brand" href="/">${MARK}<span><b>${text.site.name}</b><small>${first}<wbr>${second}</small></span></a>
<nav class="reading" aria-label="${text.site.reading}"><ul>
<li><a href="${here(reader, { lang: undefined, type: reader.largeType ? 'normal' : 'large' })}">${reader.largeType ? text.site.normalType : text.site.largeType}</a></li>
<li>${otherLanguage(reader)}</li>
</ul></nav>
<nav class="sections" aria-label="${text.site.navigation}"><ul>
${[
  { href: '/', name: text.site.home },
  { href: '/search', name: text.site.find },
  { href: '/g', name: text.site.findGift },
].map(
  ({ href, name }) => html`<li><a href="${href}"${reader.path === href && html` aria-current="page"`}>${name}</a></li>`,
)}
</ul></nav>
</div></header>`
}

function otherLanguage(reader: Reader): Html {
  const other = reader.language === 'zh' ? { lang: 'en', tag: 'en' } : { lang: 'zh', tag: 'zh-Hans' }
  const href = here(reader, { type: undefined, lang: other.lang })
  return html`<a href="${href}" hreflang="${other.tag}" lang="${other.tag}">${reader.text.site.otherLanguage}</a>`
}

/** Six tiles gathered round one: 聚. */
const MARK = html`<svg viewBox="-16 -16 32 32" aria-hidden="true" focusable="false"><g fill="#E8A04C">${[
  0, 60, 120, 180, 240, 300,
].map(
  (angle) => html`<path transform="rotate(${angle})" d="M0-15.6l4.4 2.6v5.1L0-5.3l-4.4-2.6V-13z"/>`,
)}</g><path fill="#B4231F" d="M0-5.2l4.5 2.6v5.2L0 5.2l-4.5-2.6v-5.2z"/></svg>`
