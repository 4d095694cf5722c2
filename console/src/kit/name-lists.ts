/**
 * The library's pickers make a list for screen readers and give it no name. Each such list gets the name of the field
 * that opens it, as soon as it is made; one watcher does it for every picker there is.
 */
export function nameLists(root: HTMLElement): void {
  const watcher = new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length > 0)) nameAll(root)
  })
  watcher.observe(root, { childList: true, subtree: true })
}

function nameAll(root: HTMLElement): void {
  for (const list of root.querySelectorAll('[role="listbox"][id$="_list"]:not([aria-label])')) {
    const field = root.querySelector<HTMLInputElement>(`[aria-controls="${CSS.escape(list.id)}"]`)
    const name = field?.labels?.[0]?.textContent || field?.getAttribute('aria-label') || field?.placeholder
    list.setAttribute('aria-label', name || '…')
  }
}
