import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { updateHashes } from './gen-hashes.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shanju-hashes-'))
})
after(() => rm(folder, { recursive: true, force: true }))

test('new migrations are added once, and a changed one is refused', async () => {
  await writeFile(join(folder, '0002_b.sql'), 'select 2')
  await writeFile(join(folder, '0001_a.sql'), 'select 1')
  assert.deepEqual(await updateHashes(folder), ['0001_a.sql', '0002_b.sql'])
  assert.deepEqual(await updateHashes(folder), [])
  const before = await readFile(join(folder, 'hashes.json'), 'utf8')
  assert.match(before, /^\{\n {2}"0001_a\.sql": "[0-9a-f]{64}",\n {2}"0002_b\.sql"/)
  await writeFile(join(folder, '0001_a.sql'), 'select 3')
  await writeFile(join(folder, '0003_c.sql'), 'select 3')
  await assert.rejects(updateHashes(folder), /restore 0001_a\.sql/)
  assert.equal(await readFile(join(folder, 'hashes.json'), 'utf8'), before)
})
