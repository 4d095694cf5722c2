import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newPublicId, uuidv7 } from './ids.ts'

const UUIDV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const millisOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

test('ids are well formed and sort in the order they were made, whatever the clock does in between', () => {
  const anyTime = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-01-02'), noInvalidDate: true })
  let before = ''
  fc.assert(
    fc.property(fc.array(anyTime, { minLength: 1, maxLength: 50 }), (times) => {
      for (const at of times) {
        const id = uuidv7(at)
        assert.match(id, UUIDV7)
        assert.ok(id > before, `${id} after ${before}`)
        assert.ok(millisOf(id) >= at.getTime())
        before = id
      }
    }),
  )
})

test('a hundred thousand ids of one millisecond are all different, in order and of that millisecond', () => {
  const at = new Date('2026-06-01T00:00:00Z')
  const ids = Array.from({ length: 100_000 }, () => uuidv7(at))
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(ids.toSorted(), ids)
  assert.ok(ids.every((id) => millisOf(id) === at.getTime()))
})

test('a later millisecond begins with fresh chance: ids do not tell how many came before', () => {
  const first = new Set<string>()
  for (let i = 0; i < 200; i++) first.add(uuidv7(new Date(Date.parse('2026-07-01T00:00:00Z') + i)).slice(15))
  assert.equal(first.size, 200)
})

test('public ids are short and do not repeat', () => {
  const ids = Array.from({ length: 1000 }, newPublicId)
  assert.ok(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{12}$/.test(id)))
  assert.equal(new Set(ids).size, 1000)
})
