import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shownName, shownOf } from './shown-name.ts'

test('G6: each choice shows exactly as much of a name as it says', () => {
  const cases: [name: string, masked: string | null][] = [
    ['王伟', '王**'],
    ['诺敏', '诺**'],
    ['李小明', '李**'],
    ['娜仁其其格', '娜仁**'],
    ['鄂尔多斯某某有限公司', '鄂尔**'],
    ['善', '*'],
    ['John Smith', 'J** S**'],
    ['  王伟  ', '王**'],
    ['𠮷田', '𠮷**'],
    ['', null],
    ['   ', null],
  ]
  for (const [name, masked] of cases) {
    assert.equal(shownName(name, 'masked'), masked, name)
    assert.equal(shownName(name, 'anonymous'), null)
    assert.equal(shownName(name, 'full'), name.trim() || null)
  }
})

test('G6: a masked name never holds more than two characters of the name, whatever the name is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'王伟娜仁其其格乌云毕力格'), { minLength: 2, maxLength: 30 }),
      (characters) => {
        const shown = shownName(characters.join(''), 'masked') ?? ''
        assert.ok([...shown.replaceAll('*', '')].length <= 2)
        assert.ok([...shown.replaceAll('*', '')].length < characters.length)
        assert.ok(shown.endsWith('**'))
      },
    ),
  )
})

test('a donor without a name is anonymous whatever was chosen', () => {
  assert.equal(shownOf(' ', 'full'), 'anonymous')
  assert.equal(shownOf('王伟', 'full'), 'full')
})
