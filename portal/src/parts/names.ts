import { word } from '@shanju/contract/catalogue.ts'
import type { MongolianName } from '@shanju/contract/divisions/shapes.ts'
import { type Html, html, type Piece } from '../html.ts'
import type { Reader } from '../reader.ts'

interface Named {
  readonly name: string
  readonly nameEn?: string | null
}

/** Text that is Chinese whatever the page's language: read out as such, set in Chinese glyphs. */
export const chinese = (reader: Reader, text: string): Piece =>
  reader.language === 'zh' ? text : html`<span lang="zh-Hans">${text}</span>`

/** A place in the reader's language where it has such a name. */
export const placeName = (reader: Reader, place: Named): Piece =>
  reader.language === 'en' && place.nameEn ? place.nameEn : chinese(reader, place.name)

/** The same as plain text, for titles and descriptions. */
export const placeText = (reader: Reader, place: Named): string =>
  reader.language === 'en' && place.nameEn ? place.nameEn : place.name

/** A name in vertical script with the state of its review; a rejected one never comes this far. */
export const mongolian = (reader: Reader, name: MongolianName): Html =>
  html`<figure class="vertical"><p lang="mn-Mong" class="mongolian">${name.script}</p><figcaption>${reader.text.place.mongolian}<br>${word(reader.language, 'divisions', `review.${name.state}`)}</figcaption></figure>`
