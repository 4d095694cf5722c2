import { word } from '@shanju/contract/catalogue.ts'
import { routes } from '@shanju/contract/regulations/routes.ts'
import type { Regulation } from '@shanju/contract/regulations/shapes.ts'
import { EVIDENCE, SEVERITIES, SPEAKS_OF } from '@shanju/contract/regulations/vocab.ts'
import type { Call } from '../call.ts'
import { count, longDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { answer } from '../parts/page.ts'
import { effect, regulationPath } from '../parts/regulations.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

/** The rule book: what the platform holds people to, where that stands, and what it does today. */
export async function rulesPage(call: Call, view: View): Promise<PortalAnswer> {
  const { reader } = view
  const { text, language } = reader
  const { on, items } = await call(routes.list, { query: {} })
  const groups = SPEAKS_OF.map((kind) => ({ kind, rules: items.filter(({ speaksOf }) => speaksOf[0] === kind) }))
  const body = html`${heading(undefined, text.rules.title, text.rules.asOf(longDay(on, language)))}
<div class="narrow top"><p>${text.rules.lead}</p></div>
${groups.map(
  ({ kind, rules }) =>
    rules.length > 0 &&
    section(
      kind,
      word(language, 'regulations', `speaks_of.${kind}`),
      text.rules.number(count(rules.length)),
      html`<ul class="results">${rules.map((each) => row(reader, each))}</ul>`,
    ),
)}
${section('legend', text.rules.legend, text.rules.legendLead, legend(reader))}`
  return answer(view, { title: text.rules.title, description: text.rules.description, body })
}

const row = (reader: Reader, regulation: Regulation): Html =>
  html`<li><a href="${regulationPath(regulation.id)}">${regulation.id} ${regulation.title[reader.language]}</a> ${effect(reader, regulation)}<span class="sub">${word(reader.language, 'regulations', `evidence.${regulation.evidence}`)}${regulation.changed && html` · ${reader.text.rules.changed}`}</span></li>`

/** What the words on this page mean. */
const legend = ({ language, text }: Reader): Html =>
  html`<div class="stack">${facts(
    SEVERITIES.map((severity) => [
      word(language, 'regulations', `severity.${severity}`),
      word(language, 'regulations', `severity.${severity}.means`),
    ]),
  )}<p>${text.rules.marks}</p>
<ul class="tips">${EVIDENCE.map((mark) => html`<li>${word(language, 'regulations', `evidence.${mark}`)}</li>`)}</ul></div>`
