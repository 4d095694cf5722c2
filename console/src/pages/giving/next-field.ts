import type { KeyboardEvent } from 'react'

const FIELDS = 'input:not([type=hidden]):not([disabled]), textarea, button[type=submit]'

/**
 * Enter goes to the next field, as in the accounting programs people know; on the button it presses the button. A list
 * that hangs open keeps its Enter: there it chooses. A group of choices is one stop, at what is chosen.
 */
export function nextField(event: KeyboardEvent<HTMLFormElement>): void {
  const from = event.target as HTMLElement
  if (from.tagName === 'BUTTON' || from.tagName === 'TEXTAREA') return
  if (from.getAttribute('role') === 'combobox' && from.getAttribute('aria-expanded') === 'true') return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLInputElement>(FIELDS)].filter(
    (each) => each === from || each.type !== 'radio' || each.checked,
  )
  stops[stops.indexOf(from as HTMLInputElement) + 1]?.focus()
}
