/**
 * Small comforts on top of pages that work without any script: a gift's code is grouped while it is typed, and where a
 * code is shown it can be copied or the page printed. Words come from the page, so they are in the reader's language.
 */

/** Groups of four in capitals, as on the slip; the caret stays at the end, where people type. */
function groupWhileTyping(input: HTMLInputElement): void {
  input.addEventListener('input', () => {
    if (input.selectionEnd !== input.value.length) return
    const plain = input.value.toUpperCase().replace(/[^0-9A-Z]/g, '')
    input.value = (plain.match(/.{1,4}/g) ?? []).join('-')
  })
}

function button(label: string, act: (self: HTMLButtonElement) => void): HTMLButtonElement {
  const self = document.createElement('button')
  self.type = 'button'
  self.className = 'plain'
  self.textContent = label
  self.addEventListener('click', () => act(self))
  return self
}

/** `data-copy` holds what is copied; the other words are the labels. Nothing appears where the browser cannot do it. */
function addActions(place: HTMLElement): void {
  const { copy, copyLabel, copiedLabel, printLabel } = place.dataset
  if (copy && copyLabel && copiedLabel && navigator.clipboard)
    place.append(
      button(copyLabel, async (self) => {
        await navigator.clipboard.writeText(copy)
        self.textContent = copiedLabel
      }),
    )
  if (printLabel) place.append(button(printLabel, () => window.print()))
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-code]')) groupWhileTyping(input)
for (const place of document.querySelectorAll<HTMLElement>('[data-print-label]')) addActions(place)
