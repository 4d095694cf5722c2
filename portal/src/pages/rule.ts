import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { routes } from '@shanju/contract/regulations/routes.ts'
import type { RegulationRecord, SettingChange } from '@shanju/contract/regulations/shapes.ts'
import { type Call, orMissing } from '../call.ts'
import { longDay } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { chinese } from '../parts/names.ts'
import { answer, redirect } from '../parts/page.ts'
import { effect, regulationPath, shownValue, sources } from '../parts/regulations.ts'
import { heading, section } from '../parts/section.ts'
import { type Column, table } from '../parts/table.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const ID = /^[A-Z]\d{2}$/

/** One regulation: what it asks, where that stands, how sure that is, what it does today and what was ever changed. */
export async function rulePage(call: Call, view: View, argument: string): Promise<PortalAnswer> {
  const { reader } = view
  const { text, language } = reader
  const id = argument.toUpperCase()
  if (!ID.test(id)) return missingPage(view)
  if (id !== argument) return redirect(reader, 301, regulationPath(id))
  const rule = await orMissing(call(routes.get, { params: { id }, query: {} }))
  if (!rule) return missingPage(view)
  const title = `${rule.id} ${rule.title[language]}`
  const kinds = rule.speaksOf.map((kind) => word(language, 'regulations', `speaks_of.${kind}`))
  const body = html`${heading(joined(kinds, ' · '), title, effect(reader, rule))}
<div class="beside"><div><p class="purpose">${rule.text[language]}</p></div>
${facts([
  [text.rules.effect, meaning(reader, rule)],
  [text.rules.asked, rule.speaksOf.map((kind) => html`<p>${word(language, 'regulations', `asked.${kind}`)}</p>`)],
  [text.rules.source, sources(reader, rule)],
  [text.rules.evidence, word(language, 'regulations', `evidence.${rule.evidence}`)],
  [text.rules.since, time(reader, rule.effectiveFrom)],
  [text.rules.until, rule.effectiveTo && time(reader, rule.effectiveTo)],
])}</div>
${rule.parameters.length > 0 && section('values', text.rules.values, text.rules.valuesLead, values(reader, rule))}
${section('history', text.rules.history, text.rules.historyLead, history(reader, rule))}`
  const path = [{ href: '/rules', name: text.rules.title }]
  return answer(view, { title, description: rule.text[language], body, path })
}

const time = (reader: Reader, day: string): Html =>
  html`<time datetime="${day}">${longDay(day, reader.language)}</time>`

function meaning({ language, text }: Reader, rule: RegulationRecord): string {
  if (!rule.inForce) return text.rules.notInForce
  if (!rule.enabled) return text.rules.off
  return word(language, 'regulations', `severity.${rule.severity}.means`)
}

function values(reader: Reader, rule: RegulationRecord): Html {
  const { text, language } = reader
  const columns: Column[] = [{ name: text.rules.value }, { name: text.rules.now }, { name: text.rules.shipped }]
  return table(
    text.rules.values,
    columns,
    rule.parameters.map((each) => {
      const mark = word(language, 'regulations', `evidence.${each.evidence}`)
      return html`<tr><th scope="row">${each.title[language]}<span class="sub">${mark} · ${each.source[language]}</span></th><td>${shownValue(reader, each.type, each.value)}</td><td>${shownValue(reader, each.type, each.shipped)}</td></tr>`
    }),
  )
}

function history(reader: Reader, rule: RegulationRecord): Html {
  const { text } = reader
  if (rule.changes.length === 0) return html`<p>${text.rules.unchanged}</p>`
  return html`<ul class="results">${rule.changes.map((change) => changeRow(reader, rule, change))}</ul>`
}

function changeRow(reader: Reader, rule: RegulationRecord, change: SettingChange): Html {
  const { text, language } = reader
  const { fromOn, severity, enabled } = change
  const what: Piece[] = [
    ...(enabled === null ? [] : [word(language, 'regulations', `enabled.${enabled}`)]),
    ...(severity === null ? [] : [word(language, 'regulations', `severity.${severity}`)]),
    ...change.values.map(({ name, value }) => {
      const parameter = rule.parameters.find((each) => each.name === name)
      return parameter && html`${parameter.title[language]} ${shownValue(reader, parameter.type, value)}`
    }),
  ]
  const later = fromOn > shanghaiDate(reader.now) && html` <span class="tag quiet">${text.rules.later}</span>`
  return html`<li>${text.rules.from(longDay(fromOn, language))} ${joined(what, ' · ')}${later}<span class="sub">${text.rules.reason}${chinese(reader, change.reason)}</span></li>`
}
