import { crc32, deflateSync } from 'node:zlib'
import encodeQR from 'qr'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A QR code as the address of a picture that stands in the page itself: one bit a module, about 4 kB for a whole receipt (as
 * drawn paths it would be thirty times that). In the lightest correction: a receipt is dense, and lies flat before the camera.
 */
export function qrPicture(content: string): string {
  const rows = encodeQR(content, 'raw', { ecc: 'low', border: 4 })
  const size = rows.length
  const stride = Math.ceil(size / 8)
  // Each row begins with the filter byte "none"; a set bit is white.
  const pixels = Buffer.alloc((stride + 1) * size)
  for (const [y, row] of rows.entries()) {
    const at = y * (stride + 1) + 1
    for (const [x, dark] of row.entries()) {
      if (!dark) pixels[at + (x >> 3)] = (pixels[at + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  // One bit of grey.
  head[8] = 1
  const png = Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return `data:image/png;base64,${png.toString('base64')}`
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
