import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultSeverity, possibleSeverities } from '@shanju/contract/regulations/vocab.ts'
import { words } from '@shanju/contract/regulations/words.ts'
import { citationLine, DEFINITIONS, definitionOf, findDefinition, instrumentOf } from './book.ts'
import { RULES } from './evaluate.ts'
import type { Kind } from './facts.ts'
import { asShipped } from './settings.ts'

const TODAY = '2026-11-23'

test('R1: the rule book and the code name the same regulations for the same kinds of facts', () => {
  const inBook = DEFINITIONS.flatMap(({ id, speaksOf }) => speaksOf.map((kind) => `${kind} ${id}`)).toSorted()
  const inCode = (Object.keys(RULES) as Kind[]).flatMap((kind) => Object.keys(RULES[kind]).map((id) => `${kind} ${id}`))
  assert.deepEqual(inBook, inCode.toSorted())
})

test('R1: the book holds what was decided for it, each once, each with a source, a text and a day in both languages', () => {
  assert.equal(
    DEFINITIONS.map(({ id }) => id).join(' '),
    'F01 F02 F03 F04 F05 F07 F08 D01 D02 D03 D07 D15 D16 D21 A01 A02 U04 U18 U27 X13 X17',
  )
  for (const each of DEFINITIONS) {
    for (const text of [each.title, each.text, citationLine(each), ...each.parameters.map(({ title }) => title)])
      assert.ok(text.zh.length > 1 && text.en.length > 1, each.id)
    for (const { instrument } of each.citations) assert.ok(instrumentOf(instrument).zh)
    assert.ok(each.effectiveTo === null || each.effectiveFrom <= each.effectiveTo)
  }
})

test('R2: as they ship, only regulations whose wording was read block, and all of those that ask for it do', () => {
  for (const each of DEFINITIONS) {
    const { severity, enabled } = asShipped(each, TODAY)
    assert.equal(severity === 'block', each.asks === 'block' && each.evidence === 'Q', each.id)
    assert.ok(enabled)
    assert.ok(possibleSeverities(each.asks).includes(severity), each.id)
  }
  const severities = Object.fromEntries(DEFINITIONS.map((each) => [each.id, asShipped(each, TODAY).severity]))
  assert.deepEqual(severities, {
    F01: 'block',
    F02: 'warn',
    F03: 'warn',
    F04: 'warn',
    F05: 'warn',
    F07: 'warn',
    F08: 'task',
    D01: 'block',
    D02: 'task',
    D03: 'block',
    D07: 'warn',
    D15: 'block',
    D16: 'block',
    D21: 'warn',
    A01: 'warn',
    A02: 'block',
    U04: 'block',
    U18: 'task',
    U27: 'warn',
    X13: 'block',
    X17: 'warn',
  })
})

test('R2: evidence short of Q turns a block into a warning and leaves warnings and tasks alone', () => {
  for (const evidence of ['Sq', 'Q-summary', 'S', 'R', 'L', 'A'] as const) {
    assert.equal(defaultSeverity('block', evidence), 'warn')
    assert.equal(defaultSeverity('warn', evidence), 'warn')
    assert.equal(defaultSeverity('task', evidence), 'task')
  }
  assert.equal(defaultSeverity('block', 'Q'), 'block')
})

test('every sentence of a finding belongs to a regulation, and every regulation has its sentences in both languages', () => {
  const ids = (language: 'zh' | 'en') => [
    ...new Set(Object.keys(words[language]).flatMap((key) => /^finding\.(\w+)\./.exec(key)?.[1] ?? [])),
  ]
  assert.deepEqual(ids('zh').toSorted(), DEFINITIONS.map(({ id }) => id).toSorted())
  assert.deepEqual(Object.keys(words.zh), Object.keys(words.en))
})

test('every regulation that opens a duty has a title for it', () => {
  for (const { id, asks } of DEFINITIONS) assert.equal(`duty.${id}` in words.zh, asks === 'task', id)
})

test('an id that nobody shipped is known to be unknown', () => {
  assert.equal(findDefinition('Z99'), undefined)
  assert.throws(() => definitionOf('Z99'), /no regulation Z99/)
  assert.throws(() => instrumentOf('nothing'), /no instrument/)
})
