import { word } from '@shanju/contract/catalogue.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { formatPublicId, parsePublicId, showId } from '@shanju/contract/kit/ids.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { PublicProject } from '@shanju/contract/projects/shapes.ts'
import { type Call, orMissing } from '../call.ts'
import { count, longDay, yuan } from '../format.ts'
import { type Html, html, type Piece } from '../html.ts'
import { evaluationSections } from '../parts/evaluation.ts'
import { facts } from '../parts/facts.ts'
import { decisionPath, divisionPath, fundPath, objectPath, projectPath, projectsPath } from '../parts/links.ts'
import { chinese, placeName } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { projectState } from '../parts/projects.ts'
import { heading, section } from '../parts/section.ts'
import { table } from '../parts/table.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

/** A project as everybody may know it, by the code in its address. */
export async function projectPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const { reader } = view
  const code = parsePublicId(typed)
  const project = code && (await orMissing(call(projects.publicProject, { params: { code } })))
  if (!project) return missingPage(view)
  const asked = await call(evaluations.ofProject, { params: { id: project.code } })
  const { projects: text } = reader.text
  const body = html`${heading(html`${text.kind} ${projectState(reader, project.state)}`, chinese(reader, project.name), html`<span class="code">${formatPublicId(project.code)}</span>`)}
${reader.query.objected !== undefined && html`<p class="note" role="status">${text.object.thanks}</p>`}
${project.mayObject && html`<p class="note">${project.noticeUntil && text.noticeRuns(longDay(project.noticeUntil, reader.language))} <a href="${objectPath(project.code)}">${text.objectHere}</a></p>`}
${section('need', text.need, undefined, need(reader, project))}
${project.proposal && section('plan', text.plan, undefined, plan(reader, project))}
${project.budgets.length > 0 && section('budget', text.budget, text.budgetLead, budget(reader, project))}
${project.decisions.length > 0 && section('decisions', text.decisions, undefined, decisions(reader, project))}
${project.evidence.length > 0 && section('evidence', text.evidence, text.evidenceLead, evidence(reader, project))}
${evaluationSections(reader, asked.items)}
${ends(reader, project)}
${project.objections.length > 0 && section('objections', text.objections, text.objectionsLead, objections(reader, project))}
${section('way', text.way, text.wayLead, way(reader, project))}`
  return answer(view, {
    title: project.name,
    description: text.description(project.name, project.fund.name),
    body,
    path: [
      { href: fundPath(project.fund.id), name: chinese(reader, project.fund.name) },
      { href: projectsPath(project.fund.id), name: text.title },
    ],
  })
}

const saying =
  (reader: Reader) =>
  (key: string): string =>
    word(reader.language, 'projects', key)

function need(reader: Reader, { need: words, needSource, peopleGroup, people, place }: PublicProject): Html {
  const { projects: text } = reader.text
  const said = saying(reader)
  return html`<div class="stack"><p class="prose" lang="zh-Hans">${words}</p>${facts([
    [text.source, said(`need.${needSource}`)],
    [text.people, said(`people.${peopleGroup}`)],
    [text.reached, people > 0 && text.persons(count(people))],
    [reader.text.fund.place, html`<a href="${divisionPath(place.code)}">${placeName(reader, place)}</a>`],
  ])}</div>`
}

function plan(reader: Reader, { proposal }: PublicProject): Html | undefined {
  if (!proposal) return undefined
  const { projects: text } = reader.text
  const day = (on: string): string => longDay(on, reader.language)
  const milestones = proposal.milestones.map(
    ({ title, dueOn, reachedOn }) =>
      html`<li>${chinese(reader, title)}<span class="sub">${reachedOn ? text.reachedOn(day(reachedOn)) : text.due(day(dueOn))}</span></li>`,
  )
  const indicators = proposal.indicators.map(
    ({ name, unit, target, result }) =>
      html`<li>${chinese(reader, name)}<span class="sub">${text.target(count(target), unit)}${result !== null && ` · ${text.result(count(result), unit)}`}</span></li>`,
  )
  return html`<div class="stack"><p class="prose" lang="zh-Hans">${proposal.words}</p>${facts([
    [text.field, word(reader.language, 'funds', `field.${proposal.field}`)],
    [text.time, text.fromTo(day(proposal.startsOn), day(proposal.endsOn))],
    [text.milestones, html`<ul class="stack">${milestones}</ul>`],
    [text.indicators, html`<ul class="stack">${indicators}</ul>`],
    [text.risks, chinese(reader, proposal.risks)],
  ])}</div>`
}

function budget(reader: Reader, { budgets, paidFen }: PublicProject): Html | undefined {
  const { projects: text } = reader.text
  const inForce = budgets.find(({ state }) => state === 'in_force')
  const asked = budgets.find(({ state }) => state === 'asked')
  if (!inForce) return undefined
  const told = inForce.lines.some(({ spentFen }) => spentFen !== null)
  const spent = inForce.lines.reduce((sum, line) => sum + (line.spentFen ?? 0n), 0n)
  const row = (name: Piece, planned: bigint, used: bigint | null): Html =>
    html`<tr><td>${name}</td><td class="end">${yuan(planned)}</td>${told && html`<td class="end">${used !== null && yuan(used)}</td>`}</tr>`
  const columns = [
    { name: text.line },
    { name: text.planned, end: true },
    ...(told ? [{ name: text.spent, end: true } as const] : []),
  ] as const
  const rows = inForce.lines.map(({ name, amountFen, spentFen }) => row(chinese(reader, name), amountFen, spentFen))
  const foot = row(html`<strong>${text.sum}</strong>`, inForce.sumFen, told ? spent : null)
  return html`<div class="stack">${table(text.budget, columns, rows, foot)}${paidFen > 0n && html`<p>${text.paid} ${yuan(paidFen)}</p>`}${asked && html`<p>${text.asked(yuan(asked.sumFen))}</p>`}</div>`
}

function decisions(reader: Reader, { decisions: list }: PublicProject): Html {
  const said = saying(reader)
  return html`<ul class="stack">${list.map(
    ({ motionId, title, state }) =>
      html`<li><a href="${decisionPath(motionId)}">${chinese(reader, title)}</a> <span class="tag">${said(`decision.${state}`)}</span></li>`,
  )}</ul>`
}

function evidence(reader: Reader, { evidence: list }: PublicProject): Html {
  const { projects: text } = reader.text
  const pictures = list.map(({ id, caption, mediaType, kind, addedAt }) => {
    const path = projects.publicEvidence.path.replace(':id', showId('evidence', id))
    const under = html`${chinese(reader, caption)}<span class="sub">${word(reader.language, 'projects', `evidence.${kind}`)} · ${longDay(shanghaiDate(addedAt), reader.language)}</span>`
    return mediaType === 'application/pdf'
      ? html`<li>${under}<a href="${path}">${text.open}</a></li>`
      : html`<li><a href="${path}"><img src="${path}" alt="${caption}" loading="lazy"></a>${under}</li>`
  })
  return html`<ul class="pictures">${pictures}</ul>`
}

/** What was agreed, judged, left over, claimed back; nothing before there is any of it. */
function ends(reader: Reader, { agreement, level, closing, claimedFen, backFen }: PublicProject): Html | undefined {
  if (!agreement && !level && !closing && claimedFen === 0n) return undefined
  const { projects: text } = reader.text
  const said = saying(reader)
  const target = closing?.target
  const left = closing && (closing.surplusFen > 0n ? yuan(closing.surplusFen) : text.noSurplus)
  return section(
    'end',
    text.end,
    undefined,
    facts([
      [text.agreement, agreement && text.signed(longDay(agreement.signedOn, reader.language))],
      [text.back, claimedFen > 0n && text.backIs(yuan(backFen), yuan(claimedFen))],
      [text.level, level && said(`level.${level}`)],
      [text.surplus, left],
      [text.treatment, closing?.treatment && said(`surplus.${closing.treatment}`)],
      [text.target2, target && html`<a href="${projectPath(target.code)}">${chinese(reader, target.name)}</a>`],
    ]),
  )
}

function objections(reader: Reader, { objections: list }: PublicProject): Html {
  const { projects: text } = reader.text
  return html`<ul class="stack">${list.map(
    ({ madeAt, answer: said }) =>
      html`<li>${text.made(longDay(shanghaiDate(madeAt), reader.language))}<blockquote>${said ? chinese(reader, said) : text.unanswered}</blockquote></li>`,
  )}</ul>`
}

function way(reader: Reader, { steps, proposal }: PublicProject): Html {
  const { projects: text } = reader.text
  const said = saying(reader)
  const rows = steps.map(({ step, takenAt, words, untilOn, amountFen, milestone }) => {
    const day = shanghaiDate(takenAt)
    const more = [
      amountFen === null ? '' : yuan(amountFen),
      untilOn ? text.until(longDay(untilOn, reader.language)) : '',
    ]
    const reached = milestone === null ? undefined : proposal?.milestones[milestone - 1]?.title
    return html`<li><strong>${said(`done.${step}`)}</strong>${reached && html` <span lang="zh-Hans">${reached}</span>`} <time datetime="${day}">${longDay(day, reader.language)}</time>${more.filter(Boolean).map((each) => ` · ${each}`)}${step !== 'begin' && step !== 'propose' && html`<span class="sub" lang="zh-Hans">${words}</span>`}</li>`
  })
  return html`<ol class="stack way">${rows}</ol>`
}
