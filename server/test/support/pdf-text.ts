import { inflateSync } from 'node:zlib'

/**
 * The text of a PDF that Typst made, page after page, in the order in which it was set; a space between two pieces. Enough
 * to find figures in a paper of our own, no reader of PDF in general: whole objects, streams packed by Flate, fonts with a
 * table to Unicode.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const at = (number: string | undefined): PdfObject => objects.get(number ?? '') ?? { head: '', stream: '' }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages
    .map(({ head }) => {
      const fonts = new Map(
        [...head.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', number]) => [
          name,
          toUnicode(at(/\/ToUnicode (\d+) 0 R/.exec(at(number).head)?.[1]).stream),
        ]),
      )
      return shownBy(at(/\/Contents (\d+) 0 R/.exec(head)?.[1]).stream, fonts)
    })
    .join('\n')
}

interface PdfObject {
  readonly head: string
  readonly stream: string
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(?<=[\r\n])(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length
    const rest = text.slice(from, text.indexOf('\nendobj', from))
    const begins = rest.indexOf('stream\n')
    const head = begins < 0 ? rest : rest.slice(0, begins)
    const raw = begins < 0 ? '' : rest.slice(begins + 7, begins + 7 + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0))
    const stream = head.includes('/FlateDecode') ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw
    objects.set(match[1] ?? '', { head, stream })
  }
  return objects
}

type Glyphs = ReadonlyMap<number, string>

function toUnicode(map: string): Glyphs {
  const of = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  return new Map(
    [...map.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, glyph = '', text = '']) => [
      Number.parseInt(glyph, 16),
      of(text),
    ]),
  )
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A font is chosen, or pieces of text are shown: `(…) Tj`, or `[(…) 12 (…)] TJ` with shifts between. */
const SHOWS = /\/(f\d+) [\d.]+ Tf|((?:\((?:\\.|[^\\)])*\)|[[\]\s\d.-])+) T[Jj]\b/gs

function shownBy(content: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let glyphs: Glyphs = new Map()
  let shown = ''
  for (const [, font, pieces] of content.matchAll(SHOWS)) {
    if (font !== undefined) glyphs = fonts.get(font) ?? glyphs
    if (pieces === undefined) continue
    for (const [, written = ''] of pieces.matchAll(/\(((?:\\.|[^\\)])*)\)/gs)) shown += read(written, glyphs)
    shown += ' '
  }
  return shown
}

function read(written: string, glyphs: Glyphs): string {
  const bytes = written.replace(/\\(?:([0-7]{1,3})|(.))/gs, (_, octal?: string, sign = '') =>
    octal === undefined ? (ESCAPED[sign] ?? sign) : String.fromCharCode(Number.parseInt(octal, 8)),
  )
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += glyphs.get(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)) ?? ''
  return text
}
