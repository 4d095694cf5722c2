import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { type PublicLog, routes } from '@shanju/contract/transparency/routes.ts'
import type { Call } from '../call.ts'
import { count } from '../format.ts'
import { type Html, html } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { answer } from '../parts/page.ts'
import { heading, section } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

/** The public log: its head, who stands behind it, and how to check it without us. */
export async function logPage(call: Call, view: View): Promise<PortalAnswer> {
  const { reader } = view
  const { text } = reader
  const log = await call(routes.getLog, {})
  const body = html`${heading(undefined, text.log.title)}
<div class="narrow top"><p>${text.log.lead}</p><p><a href="/log/explained">${text.log.explained}</a></p></div>
${section('head', text.log.head, text.log.headLead, head(reader, log))}
${section('witnesses', text.log.witnesses, text.log.witnessesLead, witnesses(reader, log))}
${section('check', text.log.check, text.log.checkLead, check(view, log))}
${log.earlier.length > 0 && section('earlier', text.log.earlier, text.log.earlierLead, earlier(reader, log))}`
  return answer(view, { title: text.log.title, description: text.log.description, body })
}

function head({ text }: Reader, log: PublicLog): Html {
  return html`${!log.head && html`<p>${text.log.none}</p>`}${facts([
    [text.log.name, log.origin],
    ...(log.head
      ? ([
          [text.log.entries, count(log.head.size)],
          [text.log.root, html`<code class="key">${log.head.root}</code>`],
          [text.log.signedAt, shanghaiTime(log.head.signedAt)],
        ] as const)
      : []),
    [text.log.key, html`<code class="key">${log.vkey}</code><span class="sub">${text.log.keyHint}</span>`],
  ])}`
}

function witnesses({ text, language }: Reader, { quorum, witnesses: list }: PublicLog): Html {
  if (list.length === 0) return html`<p>${text.log.noWitnesses}</p>`
  const worry = list.some(({ state }) => state === 'late' || state === 'trouble')
  return html`<div class="stack">${worry && html`<p class="note">${text.log.stale}</p>`}
<p>${text.log.quorum(count(quorum.have), count(quorum.need))}${
    quorum.size !== null &&
    quorum.at !== null &&
    html` ${text.log.quorumAt(count(quorum.size), shanghaiTime(quorum.at))}`
  }</p>
<ul class="results">${list.map(
    ({ title, state, vkey, size, cosignedAt }) =>
      html`<li>${title} <span class="tag">${word(language, 'transparency', `state.${state}`)}</span>${
        size !== null &&
        cosignedAt !== null &&
        html`<span class="sub">${text.log.cosigned(count(size), shanghaiTime(cosignedAt))}</span>`
      }<span class="sub"><code class="key">${vkey}</code></span></li>`,
  )}</ul></div>`
}

function check({ reader: { text, origin }, site }: View, log: PublicLog): Html {
  const links: readonly (readonly [string, string])[] = [
    ['/log/verify', text.log.verify],
    ['/log/policy', text.log.policy],
    ...(log.head ? [['/log/checkpoint', text.log.checkpoint] as const] : []),
  ]
  return html`<div class="stack"><ul class="tips">${links.map(([href, name]) => html`<li><a href="${href}">${name}</a></li>`)}</ul>
<p>${text.log.audit}</p><pre class="key">npx node verifier/src/cli.ts audit --policy policy.txt --log ${site.origin ?? origin}/log</pre></div>`
}

const earlier = ({ text }: Reader, log: PublicLog): Html =>
  facts(log.earlier.map(({ origin, size, closedAt }) => [origin, text.log.ended(count(size), shanghaiTime(closedAt))]))

/** What the log is for, in ten sentences. */
export function explainedPage(view: View): PortalAnswer {
  const { text } = view.reader
  const body = html`${heading(undefined, text.log.explainedTitle)}
<div class="narrow"><ol class="tips">${text.log.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ol>
<p><a href="/log/verify">${text.log.verify}</a></p></div>`
  return answer(view, {
    ...{ title: text.log.explainedTitle, description: text.log.explainedDescription, body },
    path: [{ href: '/log', name: text.log.title }],
  })
}

/** How to check a receipt, and the page that does it without a network. */
export function verifyPage(view: View): PortalAnswer {
  const { text } = view.reader
  const body = html`${heading(undefined, text.log.verifyTitle)}
<div class="narrow stack"><ol class="tips">${text.log.verifySteps.map((step) => html`<li>${step}</li>`)}</ol>
<p><a class="button" href="/log/verify.html" download="shanju-verify.html">${text.log.tool}</a></p>
<p><a href="/log/verify.html">${text.log.openTool}</a></p><p>${text.log.onlineHint}</p><p class="grey">${text.log.limits}</p></div>`
  return answer(view, {
    ...{ title: text.log.verifyTitle, description: text.log.verifyDescription, body },
    path: [{ href: '/log', name: text.log.title }],
  })
}
