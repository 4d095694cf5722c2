import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatPublicId, idOf, parsePublicId, publicIdFrom, showId } from './ids.ts'

const fund = idOf('fund')
const random = fc.uint8Array({ minLength: 12, maxLength: 16 })

test('an id survives the way over the wire and back', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), (uuid) => {
      const wire = fund.encode(uuid)
      assert.match(wire, /^fund_[0-9a-f]{32}$/)
      assert.equal(wire, showId('fund', uuid))
      assert.equal(fund.decode(wire), uuid)
    }),
  )
})

test('an id of another thing, in another spelling or not of a UUID is refused at the door', () => {
  const hex = '0193a0000000700080000000000000aa'
  assert.equal(fund.decode(`fund_${hex}`), '0193a000-0000-7000-8000-0000000000aa')
  const wrong = [`gift_${hex}`, hex, `fund_${hex.toUpperCase()}`, `fund_${hex}0`, ` fund_${hex}`, `fund_${hex}\n`]
  for (const text of [...wrong, `fund-${hex}`, `fund_${hex.slice(1)}`, `fund_${'f'.repeat(31)}0`, ''])
    assert.equal(fund.safeDecode(text).success, false, JSON.stringify(text))
})

test('a public id has twelve characters that nobody confuses, made from every bit pattern alike', () => {
  fc.assert(fc.property(random, (bytes) => assert.match(publicIdFrom(bytes), /^[0-9A-HJKMNP-TV-Z]{12}$/)))
  const letters = new Set(Array.from({ length: 256 }, (_, byte) => publicIdFrom(new Uint8Array(12).fill(byte))[0]))
  assert.equal(letters.size, 32)
  assert.throws(() => publicIdFrom(new Uint8Array(11)), RangeError)
})

test('a public id typed from paper is found however it was written down', () => {
  fc.assert(
    fc.property(random, fc.constantFrom('-', ' ', '–', '－', '‑', '', '\t'), (bytes, dash) => {
      const id = publicIdFrom(bytes)
      assert.equal(parsePublicId(formatPublicId(id).replaceAll('-', dash).toLowerCase()), id)
      assert.equal(parsePublicId(id.replaceAll('0', 'o').replaceAll('1', 'l')), id)
      assert.equal(parsePublicId(id.replaceAll('0', 'O').replaceAll('1', 'I')), id)
    }),
  )
  assert.equal(parsePublicId('ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ'), 'ABCDEFGHJKMN')
})

test('what is no public id is not taken for one', () => {
  for (const text of [
    '',
    'ABCD-EFGH-JKM',
    'ABCD-EFGH-JKMNP',
    'UBCD-EFGH-JKMN',
    'ABCD_EFGH_JKMN',
    '善聚善聚善聚善聚善聚善聚',
  ])
    assert.equal(parsePublicId(text), undefined, text)
})

test('a public id is shown in groups of four', () => {
  assert.equal(formatPublicId('ABCDEFGHJKMN'), 'ABCD-EFGH-JKMN')
})
