import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { Refusal } from '#platform/kit/refusal.ts'
import { paperTypeOf } from './paper-type.ts'
import { LARGEST_SEALED, readWhole } from './upload.ts'

test('a paper is what its first bytes say', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  assert.equal(paperTypeOf(bytes('%PDF-1.7 …')), 'application/pdf')
  assert.equal(paperTypeOf(bytes('\xff\xd8\xff\xe0')), 'image/jpeg')
  assert.equal(paperTypeOf(bytes('\x89PNG\r\n\x1a\n')), 'image/png')
  for (const other of ['', '%PD', 'PK\x03\x04', '<html>', ' %PDF-1.7']) {
    assert.equal(paperTypeOf(bytes(other)), undefined, other)
  }
})

test('an upload is read whole up to its limit, and no further than that where it is longer', async () => {
  const most = 3 * 1024 * 1024
  const upload = (count: number) => {
    const given = { n: 0 }
    const pieces = function* () {
      for (; given.n < count; given.n++) yield Buffer.alloc(1024 * 1024, given.n)
    }
    return { given, body: Readable.from(pieces(), { highWaterMark: 1 }) }
  }
  assert.equal((await readWhole(upload(3).body, most, 'files.test_too_large')).length, most)
  const { given, body } = upload(500)
  await assert.rejects(
    readWhole(body, most, 'files.test_too_large'),
    (error) => error instanceof Refusal && error.code === 'files.test_too_large' && error.params.megabytes === 3,
  )
  assert.ok(given.n <= 6, `${given.n} of 500 pieces were taken`)
  assert.equal(body.destroyed, false)
  assert.equal(LARGEST_SEALED, 19 * 1024 * 1024)
})
