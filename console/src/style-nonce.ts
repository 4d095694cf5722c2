/**
 * The page's policy lets only styles with this request's nonce through. The component library hands it to most of the
 * styles it makes, but two of its helpers (measuring the scroll bar, locking the scroll) do not, so every style element
 * gets it where elements are made.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

const createElement = Document.prototype.createElement
Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
  const element = createElement.call(this, name, options)
  if (name.toLowerCase() === 'style') element.nonce = styleNonce
  return element
} as typeof createElement
