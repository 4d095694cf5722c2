import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'

interface Field {
  readonly action: string
  readonly name: string
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly button: string
  readonly value?: string
  readonly most: number
  readonly code?: boolean
}

/** One field and one button, sent by GET: the answer is an address that can be kept and passed on. */
const oneField = (field: Field): Html =>
  html`<form class="ask" action="${field.action}" role="search" aria-label="${field.button} · ${field.label}">
<label for="${field.id}">${field.label}</label>
<div><input id="${field.id}" name="${field.name}" value="${field.value}" maxlength="${field.most}" aria-describedby="${field.id}-hint"${field.code ? html` class="code" autocomplete="off" autocapitalize="characters" spellcheck="false" data-code` : html` type="search"`} required>
<button class="button">${field.button}</button></div>
<p class="hint" id="${field.id}-hint">${field.hint}</p></form>`

export const searchForm = ({ text }: Reader, value = ''): Html =>
  oneField({ action: '/search', name: 'q', id: 'q', most: 60, value, ...text.search })

export const giftForm = ({ text }: Reader, value = '', hint: string = text.findGift.hint): Html =>
  oneField({ action: '/g', name: 'id', id: 'gift', most: 40, value, code: true, ...text.findGift, hint })

export const codeForm = ({ text }: Reader): Html =>
  oneField({ action: '/complaints', name: 'code', id: 'code', most: 40, code: true, ...text.complaint.ask })
