import type { PublicBallotListed } from '@shanju/contract/ballots/shapes.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { count, yuan } from '../format.ts'
import { type Html, html, joined } from '../html.ts'
import type { Reader } from '../reader.ts'
import { ballotPath } from './links.ts'
import { chinese } from './names.ts'
import { section } from './section.ts'

interface Ballots {
  readonly items: readonly PublicBallotListed[]
  readonly total: number
}

/** As many as a page of a fund or group shows. */
export const BALLOTS_SHOWN = 10

/** A fund's ballots, the latest first; nothing where residents were never asked. */
export function ballotSection(reader: Reader, { items, total }: Ballots): Html | undefined {
  if (total === 0) return undefined
  const { ballot: text } = reader.text
  const rows = items.map(({ publicId, title, state, budgetFen, voted, roll, closesAt }) => {
    const under = joined(
      [
        `${text.budget} ${yuan(budgetFen)}`,
        `${text.turnout} ${text.turnoutIs(voted, roll)}`,
        ...(state === 'open' ? [text.until(shanghaiTime(closesAt))] : []),
      ],
      ' · ',
    )
    const quiet = state === 'cancelled' && ' quiet'
    return html`<li><a href="${ballotPath(publicId)}">${chinese(reader, title)}</a> <span class="tag${quiet}">${word(reader.language, 'ballots', `state.${state}`)}</span><span class="sub">${under}</span></li>`
  })
  const more = total > items.length && html`<p>${text.more(count(total), items.length)}</p>`
  return section(
    'ballots',
    text.list,
    text.listLead,
    html`<div class="stack"><ul class="stack">${rows}</ul>${more}</div>`,
  )
}
