/** Markers of JPEG without a length behind them. */
const STANDS_ALONE = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
const [START, END, SCAN, APP0, APP1, APP2, APP15, COMMENT] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xef, 0xfe]
const SIGNATURE = 8
/** What a PNG needs to look as it does; text, time, EXIF and whatever nobody knows is left out. */
const KEPT = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD']

/**
 * A photo without what tells where, when and by what it was made: EXIF with GPS, XMP, comments, whatever stands behind its end.
 * Colours stay, and so does which way is up. The picture itself is not touched.
 * @returns undefined where the file is broken
 */
export const withoutTraces = (content: Buffer, type: 'image/jpeg' | 'image/png'): Buffer | undefined =>
  type === 'image/jpeg' ? cleanJpeg(content) : cleanPng(content)

function cleanJpeg(content: Buffer): Buffer | undefined {
  const kept: Buffer[] = [content.subarray(0, 2)]
  let turned: number | undefined
  let at = 2
  while (at + 4 <= content.length) {
    if (content[at] !== 0xff) return undefined
    const marker = content[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END) return undefined
    if (STANDS_ALONE(marker) || marker === START) {
      at += 2
      continue
    }
    const end = at + 2 + content.readUInt16BE(at + 2)
    if (end > content.length || end < at + 4) return undefined
    const segment = content.subarray(at, end)
    if (marker === APP1) turned ??= orientationOf(segment)
    if (staysInJpeg(marker, segment)) kept.push(segment)
    at = end
    if (marker === SCAN) {
      const last = endOfScans(content, at, kept)
      if (last === undefined) return undefined
      if (turned !== undefined && turned !== 1) kept.splice(1, 0, upright(turned))
      return Buffer.concat(kept)
    }
  }
  return undefined
}

/** Of the data of applications only that of the file format itself and the colour profile. */
function staysInJpeg(marker: number, segment: Buffer): boolean {
  if (marker === APP0) return segment.subarray(4, 8).toString('latin1') === 'JFIF'
  if (marker === APP2) return segment.subarray(4, 15).toString('latin1') === 'ICC_PROFILE'
  // APP14 says how colours are packed: without it some pictures turn green.
  if (marker === 0xee) return segment.subarray(4, 9).toString('latin1') === 'Adobe'
  return !(marker >= APP1 && marker <= APP15) && marker !== COMMENT
}

/** Keeps what comes after the first scan began, up to the end of the picture; what is behind it falls away. */
function endOfScans(content: Buffer, from: number, kept: Buffer[]): number | undefined {
  let [begin, at] = [from, from]
  while (at + 1 < content.length) {
    const marker = content[at + 1] ?? 0
    if (content[at] !== 0xff || marker === 0 || marker === 0xff || STANDS_ALONE(marker)) {
      at += 1
      continue
    }
    if (marker === END) {
      kept.push(content.subarray(begin, at + 2))
      return at + 2
    }
    if (at + 4 > content.length) return undefined
    const end = at + 2 + content.readUInt16BE(at + 2)
    if (end > content.length) return undefined
    const segment = content.subarray(at, end)
    kept.push(content.subarray(begin, at), ...(staysInJpeg(marker, segment) ? [segment] : []))
    begin = at = end
  }
  return undefined
}

const EXIF = 10
const ORIENTATION = 0x0112

/** Which way is up, as EXIF says it: 1 to 8. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.subarray(4, 8).toString('latin1') !== 'Exif' || segment.length < EXIF + 8) return undefined
  const tiff = segment.subarray(EXIF)
  const little = tiff.subarray(0, 2).toString('latin1') === 'II'
  const two = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return undefined
  for (let n = 0; n < two(directory); n++) {
    const at = directory + 2 + n * 12
    if (at + 12 > tiff.length) return undefined
    if (two(at) === ORIENTATION) {
      const value = two(at + 8)
      return value >= 1 && value <= 8 ? value : undefined
    }
  }
  return undefined
}

/** EXIF that says which way is up and nothing else. */
const upright = (turned: number): Buffer =>
  Buffer.from([
    ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0],
  ])

function cleanPng(content: Buffer): Buffer | undefined {
  const kept: Buffer[] = [content.subarray(0, SIGNATURE)]
  let at = SIGNATURE
  while (at + 12 <= content.length) {
    const end = at + 12 + content.readUInt32BE(at)
    if (end > content.length) return undefined
    const name = content.subarray(at + 4, at + 8).toString('latin1')
    if (KEPT.includes(name)) kept.push(content.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}
