import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { expectFound } from '#test/support/altered.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { keepFile, LARGEST_FILE, readFile, verifyFiles } from './index.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const PERSON = '0193a000-0000-7000-8000-000000000001'
const keep = (content: Buffer, name = '照片.jpg') =>
  fresh.database.transact('test', (tx) => keepFile(tx, { name, mediaType: 'image/jpeg', content, addedBy: PERSON }))
const read = (id: string) => fresh.database.transact('test', (tx) => readFile(tx, id))
const blobs = async () => (await fresh.owner.query('select count(*)::int as n from files.blobs')).rows[0].n

test('a file comes back as it was handed in: its bytes, name, type and hash', async () => {
  const content = randomBytes(100_000)
  const found = await read(await keep(content))
  assert.deepEqual(found, {
    name: '照片.jpg',
    mediaType: 'image/jpeg',
    content,
    hash: createHash('sha256').update(content).digest(),
  })
})

test('equal bytes are kept once under as many names as were given, also when they come at once', async () => {
  const before = await blobs()
  const content = randomBytes(1000)
  const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => keep(content, `${n}.jpg`)))
  assert.equal(new Set(ids).size, 8)
  assert.equal(await blobs(), before + 1)
  for (const [n, id] of ids.entries())
    assert.deepEqual([(await read(id)).name, (await read(id)).content], [`${n}.jpg`, content])
})

test('a file of nothing is a file', async () => {
  assert.equal((await read(await keep(Buffer.alloc(0)))).content.length, 0)
})

test('twenty megabytes are taken, and one byte more is refused with the number in the sentence', async () => {
  assert.equal((await read(await keep(Buffer.alloc(LARGEST_FILE)))).content.length, LARGEST_FILE)
  const refused = { code: 'platform.file_too_large', params: { megabytes: 20 } }
  await assert.rejects(keep(Buffer.alloc(LARGEST_FILE + 1)), refused)
})

test('a file that is gone is a defect that names it, because callers hold ids of their own rows', async () => {
  await assert.rejects(read(PERSON), /file 0193a000-0000-7000-8000-000000000001 is gone/)
})

test('a content that its owner altered is found by its hash', async () => {
  await expectFound(fresh, verifyFiles, [
    ['files.blobs', 'set content = set_byte(content, 0, 7) where size = 100000', /^[0-9a-f]{64}$/],
  ])
})
