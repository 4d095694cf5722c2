import assert from 'node:assert/strict'
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

async function* pieces(count: number, bytes: number, sent: { n: number }): AsyncGenerator<Buffer> {
  for (; sent.n < count; sent.n++) yield Buffer.alloc(bytes, sent.n)
}

test('an upload is read whole up to its limit; beyond it all is taken in, nothing kept, and the limit said', async () => {
  const whole = { n: 0 }
  assert.equal((await readWhole(pieces(4, 256, whole), 1024, 'files.test_too_large')).length, 1024)
  const long = { n: 0 }
  await assert.rejects(
    readWhole(pieces(9, 1024 * 1024, long), 3 * 1024 * 1024, 'files.test_too_large'),
    (error) => error instanceof Refusal && error.code === 'files.test_too_large' && error.params.megabytes === 3,
  )
  assert.equal(long.n, 9)
  assert.equal(LARGEST_SEALED, 19 * 1024 * 1024)
})
