import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import { word } from '@shanju/contract/catalogue.ts'
import type { PublicMotion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { PublicGroup, PublicSeat, Rules } from '@shanju/contract/governance/shapes.ts'
import { shanghaiDate, shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { type Call, orMissing } from '../call.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import { BALLOTS_SHOWN, ballotSection } from '../parts/ballots.ts'
import { facts } from '../parts/facts.ts'
import { decisionPath, fundPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const FUND_ID = /^fund_[0-9a-f]{32}$/

/** A fund's management group: who sits, by which rules, what it decided. */
export async function groupPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const { reader } = view
  const group = FUND_ID.test(id) ? await orMissing(call(governance.publicGroup, { params: { id } })) : undefined
  if (!group) return missingPage(view)
  const voted = await call(ballots.publicList, { query: { fundId: id, pageSize: BALLOTS_SHOWN } })
  const { governance: text } = reader.text
  const [inForce, ...earlier] = group.rules
  const body = html`${heading(text.group, chinese(reader, group.name), text.groupLead)}
${section('members', text.members, text.membersLead(longDay(group.on, reader.language)), members(reader, group))}
${section('decisions', text.decisions, text.decisionsLead, decisions(reader, group.decisions))}
${ballotSection(reader, voted)}
${section('coming', text.coming, undefined, coming(reader, group))}
${section('rules', text.rules, inForce && version(reader, inForce), inForce ? rulesShown(reader, inForce) : html`<p>${text.noRules}</p>`)}
${earlier.length > 0 && section('earlier', text.earlierRules, undefined, html`<div class="stack">${earlier.map((rules) => older(reader, rules))}</div>`)}`
  return answer(view, {
    title: group.name,
    description: text.description(group.fund.name),
    body,
    path: [{ href: fundPath(group.fund.id), name: chinese(reader, group.fund.name) }],
  })
}

function members(reader: Reader, { seats, findings }: PublicGroup): Html {
  const { governance: text } = reader.text
  const [now, before] = [
    seats.filter(({ seated }) => seated),
    seats.filter(({ seated, endedOn }) => !seated && endedOn),
  ]
  const told = findings.map(({ reason, kinds }) => {
    const which = kinds.map((kind) => word(reader.language, 'governance', `seat.${kind}`)).join('、')
    return html`<li>${word(reader.language, 'governance', `finding.${reason}`)}${which && ` (${which})`}</li>`
  })
  return html`<div class="stack">${seatList(reader, now)}
${told.length > 0 && html`<div class="note"><p>${text.findings}</p><ul>${told}</ul></div>`}
${before.length > 0 && html`<details><summary>${text.earlierMembers}</summary>${seatList(reader, before)}</details>`}</div>`
}

/** One under the other, so that a phone shows all of it. */
function seatList(reader: Reader, seats: readonly PublicSeat[]): Html {
  const { governance: text } = reader.text
  const said = (key: string): string => word(reader.language, 'governance', key)
  const shown = seats.map((seat) => {
    const under: Piece[] = [
      ...(seat.post ? [chinese(reader, seat.post)] : []),
      ...(seat.chosenBy ? [said(`chosen.${seat.chosenBy}`)] : []),
      text.until(seat.fromOn, seat.endedOn ?? seat.toOn),
    ]
    return html`<li><strong>${seat.name ? chinese(reader, seat.name) : text.unnamed}</strong> ${said(`seat.${seat.kind}`)}${seat.acting && html` <span class="tag">${text.acting}</span>`}<span class="sub">${joined(under, ' · ')}</span></li>`
  })
  return html`<ul class="seats">${shown}</ul>`
}

function decisions(reader: Reader, list: readonly PublicMotion[]): Html {
  const { governance: text } = reader.text
  if (list.length === 0) return html`<p>${text.noDecisions}</p>`
  const rows = list.map(({ id, title, kind, state, amountFen, resolution, tally }) => {
    const under = joined(
      [
        word(reader.language, 'governance', `motion.${kind}`),
        ...(amountFen === null ? [] : [yuan(amountFen)]),
        ...(tally?.counts ? [text.votes(tally.counts.yes, tally.counts.no, tally.counts.blank)] : []),
        ...(resolution ? [longDay(shanghaiDate(resolution.closedAt), reader.language)] : []),
      ],
      ' · ',
    )
    return html`<li><a href="${decisionPath(id)}">${chinese(reader, title)}</a> <span class="tag">${word(reader.language, 'governance', `state.${state}`)}</span><span class="sub">${under}</span></li>`
  })
  return html`<ul class="stack">${rows}</ul>`
}

function coming(reader: Reader, { coming: meetings }: PublicGroup): Html {
  const { governance: text } = reader.text
  if (meetings.length === 0) return html`<p>${text.noComing}</p>`
  return html`<ul class="stack">${meetings.map(
    ({ heldAt, place, kind }) =>
      html`<li>${text.at(shanghaiTime(heldAt), place)}<span class="sub">${word(reader.language, 'governance', `meeting.${kind}`)}</span></li>`,
  )}</ul>`
}

const version = ({ text: { governance: text }, language }: Reader, { number, inForceFrom }: Rules): string =>
  `${text.version(number)}${inForceFrom ? ` · ${text.inForce(longDay(shanghaiDate(inForceFrom), language))}` : ''}`

function rulesShown(reader: Reader, rules: Rules): Html {
  const { governance: text } = reader.text
  return html`<div class="stack">${facts([
    [text.quorum, text.share(rules.quorumTop, rules.quorumBottom)],
    [text.ordinary, text.ordinaryIs],
    [text.special, text.share(rules.specialTop, rules.specialBottom)],
    [text.large, yuan(rules.largeSumFen)],
    [text.notice, text.days(rules.noticeDays)],
    [text.emergency, text.emergencyIs(yuan(rules.emergencyCapFen), rules.emergencyYes, rules.ratifyDays)],
    [text.fee, rules.hostFeeBp > 0 && `${rules.hostFeeBp / 100}%`],
  ])}<details><summary>${text.full}</summary><p class="prose" lang="zh-Hans">${rules.body}</p></details></div>`
}

const older = (reader: Reader, rules: Rules): Html =>
  html`<details><summary>${version(reader, rules)}</summary>${rulesShown(reader, rules)}</details>`
