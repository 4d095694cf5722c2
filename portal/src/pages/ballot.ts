import { summaryOf, whyOf } from '@shanju/contract/ballots/count/explain.ts'
import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { PublicBallot } from '@shanju/contract/ballots/shapes.ts'
import type { CountRule } from '@shanju/contract/ballots/vocab.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { parsePublicId, showId } from '@shanju/contract/kit/ids.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { type Call, orMissing } from '../call.ts'
import { yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { fundPath, groupPath, votePath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

type Option = PublicBallot['options'][number]
type Outcome = NonNullable<PublicBallot['result']>['outcomes'][number]

/** A ballot by its code as people type it; undefined when nobody has opened one under it. */
export const findBallot = async (call: Call, typed: string): Promise<PublicBallot | undefined> => {
  const id = parsePublicId(typed)
  return id === undefined ? undefined : orMissing(call(ballots.publicBallot, { params: { id } }))
}

/** A ballot: what is voted on, how it is counted, who voted in numbers, and what came of it with a reason for each option. */
export async function ballotPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const { reader } = view
  const ballot = await findBallot(call, typed)
  if (!ballot) return missingPage(view)
  const { ballot: text } = reader.text
  const kind = html`${text.kind} <span class="tag">${word(reader.language, 'ballots', `state.${ballot.state}`)}</span>`
  const body = html`${heading(kind, chinese(reader, ballot.title), html`<a href="${fundPath(ballot.fund.id)}">${chinese(reader, ballot.fund.name)}</a>`)}
<div class="stack ballots">${ballot.words && html`<p class="prose" lang="zh-Hans">${ballot.words}</p>`}
${standing(reader, ballot)}${figures(reader, ballot)}</div>
${ballot.result ? section('result', text.result, text.resultLead, resultShown(reader, ballot)) : section('options', text.options, undefined, html`<ul class="stack">${ballot.options.map((option) => optionShown(reader, option))}</ul>`)}
${section('how', text.how, word(reader.language, 'ballots', `rule.${ballot.rule}`), how(reader, ballot.rule))}
${section('again', text.again, text.againLead, again(reader, ballot))}`
  return answer(view, {
    title: ballot.title,
    description: `${text.kind} · ${ballot.fund.name} · ${yuan(ballot.budgetFen)}`,
    body,
    path: [
      { href: fundPath(ballot.fund.id), name: chinese(reader, ballot.fund.name) },
      { href: groupPath(showId('fund', ballot.fund.id)), name: reader.text.governance.group },
    ],
  })
}

function standing({ text: { ballot: text } }: Reader, ballot: PublicBallot): Html | undefined {
  if (ballot.cancelled !== null) return html`<p class="note">${text.off(ballot.cancelled)}</p>`
  if (ballot.state === 'ended') return html`<p class="note">${text.over}</p>`
  if (ballot.state !== 'open') return undefined
  return html`<p>${text.until(shanghaiTime(ballot.closesAt))}</p><p><a class="button" href="${votePath(ballot.publicId)}">${text.vote}</a></p>`
}

const figures = ({ text: { ballot: text } }: Reader, ballot: PublicBallot): Html =>
  facts([
    [text.budget, html`<span class="amount">${yuan(ballot.budgetFen)}</span>`],
    [text.turnout, text.turnoutIs(ballot.voted, ballot.roll)],
    [text.byCode, String(ballot.byCode)],
    [text.byPaper, String(ballot.byPaper)],
    [text.blank, ballot.result && String(ballot.result.blank)],
  ])

/** What came of an option once it was counted: its votes, and why. */
interface Came {
  readonly chosen: boolean
  readonly votes: string
  readonly why: string
}

function optionShown({ text: { ballot: text } }: Reader, option: Option, came?: Came): Html {
  const { number, title, words, costFen, withdrawn } = option
  return html`<li class="ballot"><p><strong>${number}. <span lang="zh-Hans">${title}</span></strong>${came?.chosen && html` <span class="tag">${text.chosen}</span>`}${withdrawn !== null && html` <span class="tag quiet">${text.withdrawn}</span>`}</p>
<span class="sub">${came && `${came.votes} · `}${text.cost} ${yuan(costFen)}</span>
${withdrawn !== null && html`<span class="sub" lang="zh-Hans">${withdrawn}</span>`}${words && html`<p class="prose" lang="zh-Hans">${words}</p>`}${came && html`<p>${came.why}</p>`}</li>`
}

function resultShown(reader: Reader, ballot: PublicBallot): Html | undefined {
  const { result, options } = ballot
  if (!result) return undefined
  const { ballot: text } = reader.text
  const said = ({ key, values }: ReturnType<typeof whyOf>): string =>
    fill(word(reader.language, 'ballots', key), values)
  const shown = (outcome: Outcome): Html | undefined => {
    const option = options.find(({ number }) => String(number) === outcome.id)
    const came = { chosen: outcome.rank !== null, votes: text.votes(outcome.votes), why: said(whyOf(outcome, result)) }
    return option && optionShown(reader, option, came)
  }
  return html`<div class="stack"><p>${said(summaryOf(result))}</p><ul class="stack">${result.outcomes.map(shown)}</ul></div>`
}

function how({ text: { ballot: text } }: Reader, rule: CountRule): Html {
  const shares = rule.startsWith('equal_shares')
  const plain = rule === 'greedy' ? text.howPerYuan : text.howVotes
  return html`<div class="stack"><p>${shares ? text.howShares : plain}</p>
${rule !== 'equal_shares' && shares && html`<p>${text.howRaised}</p>`}${rule === 'equal_shares_add1u' && html`<p>${text.howFilled}</p>`}
<p>${text.howTies}</p></div>`
}

const again = ({ text: { ballot: text } }: Reader, { publicId, seedHash, seed, result }: PublicBallot): Html =>
  html`<div class="stack">${result && html`<p><a href="/api/v1/ballots/public/${publicId}/votes">${text.file}</a></p>`}${facts(
    [
      [text.command, result && html`<code>npx shanju count ${publicId}.pb</code>`],
      [text.seed, seed === null ? text.seedLater : html`<code class="digits">${seed}</code>`],
      [text.seedHash, html`<code class="digits">${seedHash}</code>`],
    ],
  )}</div>`
