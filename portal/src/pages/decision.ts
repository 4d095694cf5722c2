import { word } from '@shanju/contract/catalogue.ts'
import { type DecisionProof, decisionProofRoutes } from '@shanju/contract/governance/decision-proof.ts'
import type { PublicMotion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { type Call, orMissing } from '../call.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html, type Piece } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { decisionPath, fundPath, groupPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { proofOf } from '../parts/proof.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const MOTION_ID = /^motion_[0-9a-f]{32}$/
/** Enough of a commitment to find one's own among fifteen. */
const SHOWN_DIGITS = 16

/** A decision with its reasons, its votes, the party's view and what the host's board said. */
export async function decisionPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const { reader } = view
  const motion = MOTION_ID.test(id) ? await orMissing(call(governance.publicMotion, { params: { id } })) : undefined
  if (!motion) return missingPage(view)
  const { proofs } = await call(decisionProofRoutes.decisionProof, { params: { id } })
  const { governance: text, log } = reader.text
  const said = saying(reader)
  const kind = html`${text.decision} ${motion.resolution && text.number(motion.resolution.number)} <span class="tag">${said(`state.${motion.state}`)}</span>`
  const body = html`${heading(kind, chinese(reader, motion.title), chinese(reader, motion.groupName))}
${section('reasons', text.reasons, said(`motion.${motion.kind}`), html`<div class="stack"><p class="prose" lang="zh-Hans">${motion.reasons}</p>${money(reader, motion)}</div>`)}
${section('count', text.count, motion.secret ? text.secret : text.open, count(reader, motion))}
${motion.gate && section('party', text.party, undefined, html`<p>${party(reader, motion.gate)}</p>`)}
${(motion.board || (motion.resolution?.boardFor.length ?? 0) > 0) && section('board', text.board, undefined, board(reader, motion))}
${motion.commitments.length > 0 && section('root', text.root, text.rootLead, commitments(motion.commitments))}
${section('proof', log.decisionProof, log.decisionProofLead, html`${proofs.map((each) => proven(view, motion.id, each))}`)}`
  return answer(view, {
    title: motion.title,
    description: motion.reasons.slice(0, 120),
    body,
    path: [
      { href: fundPath(motion.fund.id), name: chinese(reader, motion.fund.name) },
      { href: groupPath(showId('fund', motion.fund.id)), name: text.group },
    ],
  })
}

function proven(view: View, id: string, { of, proof, statement }: DecisionProof['proofs'][number]): Html {
  const { log } = view.reader.text
  const file = `/api/v1/governance/public/motions/${showId('motion', id)}/proof/file?of=${of}`
  return html`<div class="stack"><h3>${of === 'board' ? log.ofBoard : log.ofResolution}</h3>
${proofOf(view, { page: decisionPath(id), file }, proof)}
<details><summary>${log.statement}</summary><pre class="code" lang="en">${statement}</pre></details></div>`
}

const saying =
  (reader: Reader) =>
  (key: string): string =>
    word(reader.language, 'governance', key)

/** What the decision lets be paid. */
export function money(reader: Reader, motion: PublicMotion): Html | undefined {
  if (motion.amountFen === null) return undefined
  const { governance: text } = reader.text
  const said = saying(reader)
  const payee: Piece =
    motion.payeeKind === 'person'
      ? text.person
      : (motion.payee && chinese(reader, motion.payee)) || (motion.payeeKind && said(`payee.${motion.payeeKind}`))
  return facts([
    [text.amount, html`<span class="amount">${yuan(motion.amountFen)}</span>`],
    [text.each, motion.eachCapFen !== null && yuan(motion.eachCapFen)],
    [text.payee, payee],
    [text.validTo, motion.validTo && longDay(motion.validTo, reader.language)],
    [
      text.ratify,
      motion.ratifyBy && (motion.ratified ? text.ratified : text.toRatify(longDay(motion.ratifyBy, reader.language))),
    ],
  ])
}

function count(reader: Reader, { tally, resolution }: PublicMotion): Html {
  const { governance: text } = reader.text
  if (!tally || !resolution) return html`<p></p>`
  const { counts } = tally
  return facts([
    [text.seats, String(tally.seats)],
    [text.recused, tally.recused > 0 && String(tally.recused)],
    [text.present, String(tally.present)],
    [
      text.count,
      counts &&
        html`<strong>${text.votes(counts.yes, counts.no, counts.blank)}</strong><span class="sub">${text.needed(tally.yesNeeded, tally.quorumNeeded)}</span>`,
    ],
    [text.closed, shanghaiTime(resolution.closedAt)],
    [text.byRules, resolution.rulesNumber !== null && `${text.rules} ${text.version(resolution.rulesNumber)}`],
  ])
}

function party(reader: Reader, gate: NonNullable<PublicMotion['gate']>): string {
  const { governance: text } = reader.text
  const said = saying(reader)
  const day = (on: string): string => longDay(on, reader.language)
  return [
    said(`gate.${gate.route}`),
    gate.invitedOn && text.invited(day(gate.invitedOn)),
    gate.attended && text.attended,
    gate.view && said(`view.${gate.view}`),
    gate.dueOn && text.laterBy(day(gate.dueOn)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function board(reader: Reader, { board: decided, resolution }: PublicMotion): Html {
  const { governance: text } = reader.text
  const said = saying(reader)
  const why = (resolution?.boardFor ?? []).map((each) => said(`board.${each}`)).join('、')
  return facts([
    [text.boardFor, why],
    [
      text.board,
      decided
        ? html`<strong>${decided.approves ? text.boardYes : text.boardNo}</strong><span class="sub">${chinese(reader, decided.reason)}</span>`
        : said('state.awaiting_board'),
    ],
    [text.boardRule, decided?.ruleCited && chinese(reader, decided.ruleCited)],
    [text.count, decided && text.boardVotes(decided.members, decided.present, decided.yes)],
    [text.closed, decided && longDay(decided.decidedOn, reader.language)],
  ])
}

const commitments = (list: readonly string[]): Html =>
  html`<ul class="stack">${list.map((each) => html`<li class="code">${each.slice(0, SHOWN_DIGITS)}…</li>`)}</ul>`
