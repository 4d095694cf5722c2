import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutTraces } from './traces.ts'

const segment = (marker: number, content: string | Buffer): Buffer => {
  const body = Buffer.from(content as string, 'latin1')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  return Buffer.concat([Buffer.from([0xff, marker]), length, body])
}
const START = Buffer.from([0xff, 0xd8])
const END = Buffer.from([0xff, 0xd9])
/** EXIF with the way that is up and a place. */
const exif = (turned: number): Buffer =>
  segment(
    0xe1,
    Buffer.concat([
      Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', 'latin1'),
      Buffer.from([0, turned, 0, 0, 0, 0, 0, 0]),
      Buffer.from('GPS 39.6 109.8', 'latin1'),
    ]),
  )
const PICTURE = Buffer.concat([
  segment(0xdb, 'quantisation'),
  segment(0xda, 'scan'),
  Buffer.from([1, 2, 0xff, 0, 0xff, 0xd0, 3]),
])
const jpeg = (...parts: Buffer[]): Buffer => Buffer.concat([START, ...parts, PICTURE, END])

test('a JPEG loses EXIF, GPS, XMP, comments and what stands behind its end; its picture and colours stay', () => {
  const head = segment(0xe0, 'JFIF\0rest')
  const colours = segment(0xe2, 'ICC_PROFILE\0colours')
  const traces = [
    exif(1),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/ GPS'),
    segment(0xfe, 'by whom'),
    segment(0xed, 'Photoshop'),
  ]
  const clean = withoutTraces(
    Buffer.concat([jpeg(head, ...traces, colours), Buffer.from('a second picture with GPS')]),
    'image/jpeg',
  )
  assert.deepEqual(clean, jpeg(head, colours))
})

test('which way is up stays, and nothing else of what said so', () => {
  const clean = withoutTraces(jpeg(exif(6)), 'image/jpeg')
  assert.ok(clean && !clean.includes('GPS'))
  assert.equal(clean[2 + 29], 6)
  assert.deepEqual(withoutTraces(clean, 'image/jpeg'), clean, 'a clean one stays as it is')
})

test('comments between scans go too; a broken file is none', () => {
  const more = Buffer.concat([segment(0xfe, 'by whom'), segment(0xda, 'second scan'), Buffer.from([9])])
  const clean = withoutTraces(Buffer.concat([START, PICTURE, more, END]), 'image/jpeg')
  assert.deepEqual(clean, Buffer.concat([START, PICTURE, segment(0xda, 'second scan'), Buffer.from([9]), END]))
  const whole = jpeg(exif(6))
  for (let length = 0; length < whole.length; length++)
    assert.equal(withoutTraces(whole.subarray(0, length), 'image/jpeg'), undefined, String(length))
})

test('a PNG keeps what it needs to look as it does, and none of its texts', () => {
  const chunk = (name: string, content: string): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length)
    return Buffer.concat([length, Buffer.from(`${name}${content}sums`, 'latin1')])
  }
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const kept = ['IHDR', 'sRGB', 'PLTE', 'IDAT', 'IEND'].map((name) => chunk(name, name))
  const all = ['tEXt', 'eXIf', 'tIME', 'iTXt', 'zTXt', 'prVt'].flatMap((name) => [
    ...kept.slice(0, -1),
    chunk(name, 'GPS'),
  ])
  const clean = withoutTraces(Buffer.concat([sign, ...all, kept[4] as Buffer, Buffer.from('GPS')]), 'image/png')
  assert.ok(clean && !clean.includes('GPS'))
  assert.deepEqual(withoutTraces(clean, 'image/png'), clean)
  assert.equal(withoutTraces(clean.subarray(0, -3), 'image/png'), undefined)
})
