import { decodeQR } from 'qr/decode.js'

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
interface Picture {
  readonly width: number
  readonly height: number
}

interface Pixels extends Picture {
  readonly data: Uint8ClampedArray
}

interface Canvas extends Element {
  width: number
  height: number
  getContext(kind: '2d'): {
    fillStyle: string
    imageSmoothingEnabled: boolean
    fillRect(x: number, y: number, width: number, height: number): void
    drawImage(picture: Picture, x: number, y: number, width: number, height: number): void
    getImageData(x: number, y: number, width: number, height: number): Pixels
  }
}

declare const createImageBitmap: (file: PickedFile) => Promise<Picture>
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

/** The text of the first QR code in a picture, if any. */
export async function readPhoto(file: PickedFile): Promise<string | undefined> {
  const picture = await createImageBitmap(file)
  if (typeof BarcodeDetector !== 'undefined') {
    const codes = await new BarcodeDetector({ formats: ['qr_code'] }).detect(picture).catch(() => [])
    if (codes[0]) return codes[0].rawValue
  }
  // Most phones have no reader of their own for pages; and a dense code is easier to find in one size than in another.
  for (const longest of [1_600, 1_000, 2_400]) {
    const text = readPixels(pixelsOf(picture, longest))
    if (text !== undefined) return text
  }
  return undefined
}

function pixelsOf(picture: Picture, longest: number): Pixels {
  const scale = Math.min(longest / Math.max(picture.width, picture.height), 4)
  const canvas = page.createElement('canvas') as Canvas
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

function readPixels(pixels: Pixels): string | undefined {
  try {
    return decodeQR(pixels)
  } catch {
    return undefined
  }
}
