import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as payments } from '@shanju/contract/payments/routes.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { type Call, orMissing } from '../call.ts'
import { count, longDay } from '../format.ts'
import { type Html, html, type Piece } from '../html.ts'
import { BALLOTS_SHOWN, ballotSection } from '../parts/ballots.ts'
import { facts } from '../parts/facts.ts'
import { sheet } from '../parts/figures.ts'
import { stateTag } from '../parts/funds.ts'
import { giftList } from '../parts/gifts.ts'
import { waysToGive } from '../parts/giving.ts'
import { booksPath, divisionPath, groupPath, hostPath, projectsPath, telephonePath } from '../parts/links.ts'
import { months } from '../parts/months.ts'
import { chinese, placeName } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { pageAsked, pager } from '../parts/pager.ts'
import { paymentList } from '../parts/payments.ts'
import { projectList } from '../parts/projects.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const GIFTS = 20
const PROJECTS = 5
const PAYMENTS = 10
const FUND_ID = /^fund_[0-9a-f]{32}$/

/** A fund: what it is for, who answers, its books, its gifts, how to give to it. */
export async function fundPage(call: Call, view: View, id: string): Promise<PortalAnswer> {
  const { reader } = view
  const fund = FUND_ID.test(id) ? await orMissing(call(funds.get, { params: { id } })) : undefined
  if (!fund) return missingPage(view)
  const page = pageAsked(reader)
  const fundId = showId('fund', fund.id)
  const [gifts, counts, group, work, voted, paid] = await Promise.all([
    call(giving.listPublic, { query: { fundId, page, pageSize: GIFTS } }),
    call(giving.countPublic, { query: { fundId } }),
    orMissing(call(governance.publicGroup, { params: { id } })),
    call(projects.publicList, { query: { fundId, pageSize: PROJECTS } }),
    call(ballots.publicList, { query: { fundId, pageSize: BALLOTS_SHOWN } }),
    call(payments.publicPayments, { params: { id }, query: { pageSize: PAYMENTS } }),
  ])
  const { text } = reader
  const giftsBody =
    gifts.items.length === 0 && page === 1
      ? html`<p>${text.fund.noGifts}</p>`
      : html`${giftList(reader, gifts.items, false)}${pager(reader, page, GIFTS, gifts.total, 'gifts')}`
  const body = html`${heading(html`${text.fund.kind}${stateTag(reader, fund.state)}`, chinese(reader, fund.name))}
<div class="beside top"><div class="stack">${notice(reader, fund)}${about(reader, fund)}</div>
<section aria-labelledby="books"><h2 id="books" class="hidden">${text.fund.books}</h2>${sheet(reader, { ...fund.figures, ...counts })}<p><a href="${booksPath(fund.id)}">${text.books.link}</a></p></section></div>
${agreed(reader, fund)}
${group && section('group', text.governance.group, text.governance.groupLead, html`<p><a href="${groupPath(id)}">${text.governance.toGroup}</a></p>`)}
${work.total > 0 && section('projects', text.projects.title, text.projects.lead, html`<div class="stack">${projectList(reader, work.items)}${work.total > PROJECTS && html`<p><a href="${projectsPath(fund.id)}">${text.projects.all(count(work.total))}</a></p>`}</div>`)}
${ballotSection(reader, voted)}
${paid.total > 0 && section('payments', text.governance.payments, text.governance.paymentsLead, paymentList(reader, paid.items))}
${section('months', text.fund.months, undefined, fund.months.length === 0 ? html`<p>${text.fund.noMonths}</p>` : months(reader, fund.months))}
${section('gifts', text.fund.latest, text.home.latestLead, giftsBody)}
${fund.state === 'open' && section('give', text.home.giveTitle, text.give.lead, html`<div class="stack">${whom(reader, fund)}${waysToGive(reader)}</div>`)}`
  return answer(view, {
    title: fund.name,
    description: text.fund.description(fund.name, fund.place.name),
    body,
    path: fund.path.map((step) => ({ href: divisionPath(step.code), name: placeName(reader, step) })),
  })
}

/** Why a fund takes no gifts just now. */
function notice({ text }: Reader, { state }: FundRecord): Html | undefined {
  if (state === 'open') return undefined
  return html`<p class="note">${text.fund[state]}</p>`
}

function about(reader: Reader, fund: FundRecord): Html {
  const { text, language } = reader
  const tags = fund.fields.map((field) => html`<li class="tag">${word(language, 'funds', `field.${field}`)}</li>`)
  const host: Piece = html`${chinese(reader, fund.host.name)}<span class="sub">${text.fund.hostAnswers} <a href="${hostPath(fund.host.id)}">${text.fund.allOfHost}</a></span>`
  const phone = fund.officePhone ?? fund.host.officePhone
  return html`<div><h2>${text.fund.purpose}</h2><p class="purpose">${chinese(reader, fund.purpose)}</p></div>
${facts([
  [text.fund.fields, html`<ul class="tags">${tags}</ul>`],
  [text.fund.host, host],
  [text.fund.telephone, phone && html`<a href="${telephonePath(phone)}">${phone}</a>`],
  [text.fund.complaints, complaints(reader, fund)],
  [text.fund.place, html`<a href="${divisionPath(fund.place.code)}">${placeName(reader, fund.place)}</a>`],
  [text.fund.serves, fund.serves.length > 0 && serves(reader, fund)],
  [text.fund.source, fund.sourceKind && word(language, 'funds', `source.${fund.sourceKind}`)],
  [text.fund.opened, html`<time datetime="${fund.opensOn}">${longDay(fund.opensOn, language)}</time>`],
])}`
}

/** The communities the fund is there for. */
const serves = (reader: Reader, fund: FundRecord): Html =>
  html`<ul class="tags">${fund.serves.map((place) => html`<li class="tag"><a href="${divisionPath(place.code)}">${placeName(reader, place)}</a></li>`)}</ul>`

/** The telephone anybody may call to complain, where it was published, and the form for whoever would rather write. */
function complaints({ text, language }: Reader, { id, complaintLine }: FundRecord): Html {
  const form = html`<a href="/complain?fund=${showId('fund', id)}">${text.complain.title}</a> · <a href="/complaints">${text.complaint.title}</a>`
  if (!complaintLine) return form
  const { telephone, publishedIn, publishedOn } = complaintLine
  return html`<a href="${telephonePath(telephone)}">${telephone}</a><span class="sub">${text.fund.complaintPublished(publishedIn, longDay(publishedOn, language))}</span><span class="sub">${form}</span>`
}

/** What host and initiator agreed, as far as it is everybody's business. */
function agreed(reader: Reader, { agreement }: FundRecord): Html | undefined {
  if (!agreement) return undefined
  const { text, language } = reader
  const said = (group: string, value: string | null): Piece => value && word(language, 'funds', `${group}.${value}`)
  const fee: Piece =
    agreement.feeRule &&
    html`${said('fee', agreement.feeRule)}${agreement.feeBp !== null && html` ${agreement.feeBp / 100}%`}`
  const terms = facts([
    [text.fund.agreedPurpose, agreement.purpose && chinese(reader, agreement.purpose)],
    [text.fund.agreedUse, agreement.use && chinese(reader, agreement.use)],
    [text.fund.agreedFee, fee],
    [text.fund.agreedYield, said('yield', agreement.yieldRule)],
    [text.fund.agreedEnd, agreement.end && chinese(reader, agreement.end)],
    [text.fund.agreedRest, said('surplus', agreement.surplusRule)],
    [text.fund.agreedOn, html`<time datetime="${agreement.signedOn}">${longDay(agreement.signedOn, language)}</time>`],
  ])
  return section('agreement', text.fund.agreement, text.fund.agreementLead, terms)
}

/** Whom to ask: a fund has no counter and no account of its own. */
function whom(reader: Reader, { host, officePhone }: FundRecord): Html {
  const { text } = reader
  const phone = officePhone ?? host.officePhone
  return html`<p>${text.give.call(host.name)}${phone && html` ${text.give.telephone} <a href="${telephonePath(phone)}">${phone}</a>`}</p>`
}
