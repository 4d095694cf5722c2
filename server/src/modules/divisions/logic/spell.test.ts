import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchKeys } from './search-keys.ts'
import { plainLetters, spell } from './spell.ts'

test('a name is spelt without tones and blanks, with its initials', () => {
  assert.deepEqual(spell('东胜区'), { pinyin: 'dongshengqu', initials: 'dsq' })
})

test('a given reading goes before that of the library', () => {
  assert.deepEqual(spell('康巴什区', 'kang ba shi qu'), { pinyin: 'kangbashiqu', initials: 'kbsq' })
})

test('rare characters of Ordos have a reading', () => {
  assert.equal(spell('圐圙嘎查').pinyin, 'kuluegacha')
  assert.equal(spell('松树墕村').pinyin, 'songshuyancun')
})

test('ü is typed v, except after l and n before e', () => {
  assert.equal(spell('绿洲社区').pinyin, 'lvzhoushequ')
  assert.equal(plainLetters("Kang' ba shi"), 'kangbashi')
  assert.equal(plainLetters('lve'), 'lue')
})

test('what is typed becomes the forms it can be compared with', () => {
  assert.equal(searchKeys('  '), undefined)
  assert.deepEqual(searchKeys(' ＫａｎｇＢａ shi '), { text: 'kangba shi', letters: 'kangbashi', digits: null })
  assert.deepEqual(searchKeys('150602'), { text: '150602', letters: null, digits: '150602' })
  assert.deepEqual(searchKeys('康巴什'), { text: '康巴什', letters: null, digits: null })
  assert.deepEqual(searchKeys("'"), { text: "'", letters: null, digits: null })
})
