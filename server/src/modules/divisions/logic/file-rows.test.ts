import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDivisions, readMongolianNames } from './file-rows.ts'

const data = (name: string): string => readFileSync(new URL(`../../../../../data/${name}`, import.meta.url), 'utf8')
const isHiddenKind = (kind: string): boolean => kind === 'statistical_zone' || kind === 'virtual_community'
const HEAD = 'code,name,official_name,level,kind,parent_code,name_en,pinyin\n'
const CITY = '150600,鄂尔多斯市,鄂尔多斯市,city,city,,Ordos,\n'

test('D1: the shipped tree is 1 city, 9 banners and districts, 77 towns, 1,000 communities and 22 hidden rows', () => {
  const rows = readDivisions(data('divisions.csv'))
  const count = (level: string) => rows.filter((row) => row.level === level && !isHiddenKind(row.kind)).length
  assert.deepEqual(['city', 'banner', 'town', 'community'].map(count), [1, 9, 77, 1000])
  assert.equal(rows.filter((row) => isHiddenKind(row.kind)).length, 22)
  assert.equal(rows.filter((row) => row.kind === 'community').length, 265)
  assert.deepEqual(
    rows.filter((row) => /委员会|居委会|村委会$/.test(row.name) && !isHiddenKind(row.kind)),
    [],
  )
})

test('no two divisions in force under one parent show the same name', () => {
  const names = readDivisions(data('divisions.csv')).map((row) => `${row.parentCode} ${row.name}`)
  assert.equal(new Set(names).size, names.length)
})

test('a given reading has a syllable for each character', () => {
  for (const row of readDivisions(data('divisions.csv'))) {
    if (row.pinyin) assert.equal(row.pinyin.split(' ').length, [...row.name].length, row.name)
  }
})

test('the shipped names in Mongolian script belong to divisions of the tree', () => {
  const codes = new Set(readDivisions(data('divisions.csv')).map((row) => row.code))
  const names = readMongolianNames(data('mongolian-names.csv'))
  assert.equal(names.length, 23)
  for (const name of names) assert.ok(codes.has(name.code) && /^[\u1800-\u18af\s\u202f]+$/.test(name.script), name.code)
})

test('the picture of tiles has one for each banner and says that it is none of boundaries', () => {
  const tiles = JSON.parse(data('banner-tiles.geojson'))
  const banners = readDivisions(data('divisions.csv')).filter((row) => row.level === 'banner')
  assert.deepEqual(tiles.features.map((tile: { id: string }) => tile.id).sort(), banners.map((row) => row.code).sort())
  assert.match(tiles.notice_zh, /非行政区域界线/)
})

test('a file that contradicts itself is refused with the code of the line', () => {
  const refused = (lines: string) => () => readDivisions(HEAD + CITY + lines)
  assert.throws(refused('150602,东胜区,,banner,county,150600,,\n'), /150602: not a division/)
  assert.throws(refused('1506021,东胜区,,banner,district,150600,,\n'), /1506021 东胜区: the code has the wrong length/)
  assert.throws(refused('150602,东胜区,,banner,district,150699,,\n'), /150602 东胜区: the parent is missing/)
  assert.throws(refused('150602001,交通街道,,town,subdistrict,150600,,\n'), /parent is missing or not one level up/)
  assert.throws(refused(CITY), /stands twice/)
  assert.throws(() => readMongolianNames('code,script,confidence\n150600,,official\n'), /code, script and confidence/)
})
