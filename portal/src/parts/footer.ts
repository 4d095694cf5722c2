import { type Html, html, joined, type Piece } from '../html.ts'
import type { View } from '../view.ts'

/**
 * Items and order as on the sites of government bodies; an item that is not set leaves no gap. The two filing numbers
 * link to the registers where they can be looked up.
 */
export function footer({ reader, site }: View, madeAt: string): Html {
  const { text } = reader
  const { organiser, telephone, fax, email, icp, siteCode, support, complaintTelephone, complaintEmail, policeFiling } =
    site.footer
  const items: readonly (readonly [label: string, value: Piece])[] = [
    [text.footer.organiser, organiser],
    [text.footer.telephone, telephone],
    [text.footer.fax, fax],
    [text.footer.email, email && html`<a href="mailto:${email}">${email}</a>`],
    [text.footer.siteCode, siteCode],
    [text.footer.support, support],
    [text.footer.complaintTelephone, complaintTelephone],
    [text.footer.complaintEmail, complaintEmail && html`<a href="mailto:${complaintEmail}">${complaintEmail}</a>`],
  ]
  const given = items.filter(([, value]) => value)
  const filings = [
    icp && html`<a href="https://beian.miit.gov.cn" rel="external">${icp}</a>`,
    policeFiling && html`<a href="https://beian.mps.gov.cn" rel="external">${policeFiling}</a>`,
  ].filter((filing) => filing)
  return html`<footer class="foot"><div class="wrap">
<h2 class="hidden">${text.footer.heading}</h2>
<p>${text.site.noMoney}</p>
<p><a href="/rules">${text.rules.title}</a> · <a href="/log">${text.log.title}</a> · <a href="/open-data">${text.openData.title}</a></p>
${given.length > 0 && html`<dl>${given.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`}
${filings.length > 0 && html`<p>${joined(filings, ' · ')}</p>`}
<p class="grey">${text.site.madeAt(madeAt)}</p>
</div></footer>`
}
