import { word } from '@shanju/contract/catalogue.ts'
import type { PublicGift } from '@shanju/contract/giving/shapes.ts'
import { type Html, html, type Piece } from '../html.ts'
import type { Reader } from '../reader.ts'
import { giftPath } from './links.ts'
import { amount } from './money.ts'
import { chinese } from './names.ts'

/** Gifts, newest first as they come. The whole line leads to the gift: a finger needs no aim. */
export const giftList = (reader: Reader, gifts: readonly PublicGift[], withFund: boolean): Html =>
  html`<ol class="gifts">${gifts.map(
    (gift) =>
      html`<li${gift.state === 'voided' && html` class="void"`}><a href="${giftPath(gift.publicId)}"><span class="who">${donor(reader, gift)}</span> ${amount(gift.amountFen)} <span class="what">${withFund && html`${chinese(reader, gift.fund.name)} · `}<time datetime="${gift.givenOn}">${gift.givenOn}</time>${gift.state !== 'recorded' && html` · <b>${word(reader.language, 'giving', `state.${gift.state}`)}</b>`}</span></a></li>`,
  )}</ol>`

/** The name as the donor wishes; how, if not at all, is theirs to choose (Charity Law art. 82). */
export const donor = (reader: Reader, gift: PublicGift): Piece =>
  gift.state === 'voided'
    ? reader.text.gift.voidedDonor
    : gift.shownName === null
      ? reader.text.gift.anonymous
      : chinese(reader, gift.shownName)
