import { word } from '@shanju/contract/catalogue.ts'
import type { FundListed } from '@shanju/contract/funds/shapes.ts'
import type { FundState } from '@shanju/contract/funds/vocab.ts'
import { yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { fundPath } from './links.ts'
import { chinese, placeName } from './names.ts'
import { table } from './table.ts'

/** Funds with their place and what they received and have left. */
export function fundTable(reader: Reader, caption: string, funds: readonly FundListed[]): Html {
  const { table: heads } = reader.text.place
  const rows = funds.map(
    (fund) =>
      html`<tr><th scope="row"><a href="${fundPath(fund.id)}">${chinese(reader, fund.name)}</a><span class="sub">${placeName(reader, fund.place)}${fund.state !== 'open' && html` · ${stateWord(reader, fund.state)}`}</span></th><td class="end wide">${yuan(fund.figures.inFen)}</td><td class="end">${yuan(fund.figures.leftFen)}</td></tr>`,
  )
  return table(
    caption,
    [{ name: heads.name }, { name: heads.in, end: true, wide: true }, { name: heads.left, end: true }],
    rows,
  )
}

const stateWord = (reader: Reader, state: FundState): string => word(reader.language, 'funds', `state.${state}`)

export const stateTag = (reader: Reader, state: FundState): Html =>
  html`<span class="tag ${state === 'open' ? 'open' : 'quiet'}">${stateWord(reader, state)}</span>`
