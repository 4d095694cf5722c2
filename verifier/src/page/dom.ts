// The few corners of the browser the page touches. Declared here, so that DOM types do not leak into the pure rooms.

interface Element {
  textContent: string | null
  className: string
  hidden: boolean
  lang: string
  readonly style: { setProperty(name: string, value: string): void }
  append(...children: (Element | string)[]): void
  replaceChildren(...children: (Element | string)[]): void
  setAttribute(name: string, value: string): void
  addEventListener(event: string, listener: (event: unknown) => void): void
  focus(): void
}

export interface Input extends Element {
  value: string
  readonly files: ArrayLike<PickedFile> | null
}

export interface PickedFile {
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
}

interface Page {
  readonly documentElement: Element
  title: string
  createElement(tag: string): Element
  getElementById(id: string): Element | null
}

interface BarcodeReader {
  detect(image: unknown): Promise<{ rawValue: string }[]>
}

declare const document: Page
declare const location: { hash: string; href: string }
declare const navigator: { readonly language: string }
declare const createImageBitmap: ((file: PickedFile) => Promise<unknown>) | undefined
declare const BarcodeDetector: (new (options: { formats: string[] }) => BarcodeReader) | undefined

export const page: Page = document
export const address = location
export const browserLanguage: string = navigator.language

export function byId(id: string): Element {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page lacks #${id}`)
  return element
}

export function make(tag: string, className: string, ...children: (Element | string)[]): Element {
  const element = document.createElement(tag)
  element.className = className
  element.append(...children)
  return element
}

/** Whether this browser can find QR codes in pictures by itself. */
export function canReadPhotos(): boolean {
  return typeof BarcodeDetector !== 'undefined' && typeof createImageBitmap !== 'undefined'
}

/** The text of the first QR code in a picture, if any. */
export async function readPhoto(file: PickedFile): Promise<string | undefined> {
  if (typeof BarcodeDetector === 'undefined' || typeof createImageBitmap === 'undefined') return undefined
  const reader = new BarcodeDetector({ formats: ['qr_code'] })
  const codes = await reader.detect(await createImageBitmap(file))
  return codes[0]?.rawValue
}
